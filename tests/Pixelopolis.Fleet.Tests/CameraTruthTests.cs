using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests;

/// <summary>What cars see of other cars, held against what the fleet believes.</summary>
public class CameraTruthTests
{
    [Fact]
    public void A_car_seen_where_none_is_believed_to_be_closes_that_road_until_nobody_sees_it_any_more()
    {
        var (town, car) = Ring();
        See(car, "cd", 0.3);
        town.Run(3);
        Assert.Contains(town.Decisions, d => d is { Kind: DecisionKind.Freeze, Car: "car-1" } && d.Why.Contains("sees a car on cd", StringComparison.Ordinal));
        Assert.Contains(town.Fleet.Car("car-1")!.Errors!, e => e is { Type: "strangeCar", Fatal: false });
        town.Book("b1", "phone", "F");
        town.Run(20);
        Assert.NotEqual(BookingState.Arrived, town.Booking("b1").State);
        car.Sightings.Clear();
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60), town.Booking("b1").ToString());
        Assert.DoesNotContain(town.Fleet.Car("car-1")!.Errors!, e => e.Type == "strangeCar");
    }

    [Fact]
    public void A_car_that_is_already_under_way_is_not_let_into_it()
    {
        var (town, car) = Ring();
        town.Book("b1", "phone", "F");
        town.Run(2);
        See(car, "de", 0.2);
        town.Run(20);
        Assert.NotEqual("de", car.CurrentEdge);
        Assert.Equal(WaitingKind.OtherCar, town.Booking("b1").WaitingFor!.Kind);
    }

    [Theory]
    [InlineData(0.4, 0.1, 0.9)]
    [InlineData(0.9, 0.6, 0.9)]
    [InlineData(0.9, 0.1, 0.2)]
    public void A_poor_score_a_wide_deviation_or_an_unsure_car_closes_nothing(double score, double deviation, double place)
    {
        var (town, car) = Ring();
        car.LocalizationScore = place;
        See(car, "cd", 0.3, score, deviation);
        town.Run(5);
        Assert.DoesNotContain(town.Decisions, d => d.Kind == DecisionKind.Freeze);
    }

    [Fact]
    public void One_sight_alone_closes_nothing_nor_does_one_beside_the_road()
    {
        var (town, car) = Ring();
        See(car, "cd", 0.3);
        Assert.True(town.RunUntil(() => car.Told > 0, 5));
        car.Sightings.Clear();
        town.Run(5);
        car.Sightings.Add(new Sighting(Sighting.Car, 3.5, 3.5, 0.1, 0.9, 0.1));
        town.Run(5);
        Assert.DoesNotContain(town.Decisions, d => d.Kind == DecisionKind.Freeze);
    }

    [Fact]
    public void The_cars_of_a_busy_day_see_each_other_as_well_as_they_can_and_no_road_is_closed_by_it()
    {
        var day = new BusyDay(Cities.Default, seed: 9, cars: 4);
        var chance = new Random(9);
        day.Town.EachTick += () =>
        {
            foreach (var car in day.Town.Cars)
            {
                car.Sightings.Clear();
                foreach (var other in day.Town.Cars.Where(o => o != car))
                {
                    var (at, deviation) = (other.TruePose, 0.08 + 0.2 * chance.NextDouble());
                    double Off() => (chance.NextDouble() - 0.5) * 1.3 * deviation;
                    car.Sightings.Add(new Sighting(Sighting.Car, at.X + Off(), at.Y + Off(), deviation, 0.9, 0.1));
                }
            }
        };
        day.Run(16);
        Assert.Empty(day.Problems);
        Assert.DoesNotContain(day.Town.Decisions, d => d.Kind == DecisionKind.Freeze);
    }

    private static (Town, PointCar) Ring()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ha");
        town.Run(1);
        return (town, car);
    }

    private static void See(PointCar car, string edge, double s, double score = 0.9, double deviation = 0.1)
    {
        var at = Maps.Ring().Edge(edge).Curve.At(s);
        car.Sightings.Add(new Sighting(Sighting.Car, at.X, at.Y, deviation, score, 0.1));
    }
}
