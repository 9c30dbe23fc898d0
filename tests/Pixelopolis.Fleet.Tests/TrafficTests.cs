using CsCheck;
using Pixelopolis.City.Generation;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests;

public class TrafficTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [InlineData(4, 6)]
    [InlineData(5, 8)]
    public void Many_cars_share_the_city_without_touching_and_every_booking_ends(int seed, int cars)
    {
        var day = new BusyDay(Cities.Default, seed, cars);
        day.Run(rides: 6 * cars);
        Assert.True(day.Problems.Count == 0, string.Join("\n", day.Problems.Take(12)));
    }

    [Fact]
    public void On_any_city_cars_that_are_not_where_they_think_do_not_touch_and_every_booking_ends() =>
        Gen.Select(Gen.Int[1, 100_000], Gen.Int[1, 8], Gen.Int[2, 4], Gen.Int[2, 3], Gen.Bool, Gen.Double[0, 0.15])
            .Sample((seed, cars, wide, high, roundabout, deviation) =>
            {
                var map = CityGenerator.Generate(new CityRequest(wide, high, seed, roundabout && wide + high > 4));
                var day = new BusyDay(map, seed, cars, deviation: deviation);
                day.Run(rides: 3 * cars);
                Assert.True(day.Problems.Count == 0, string.Join("\n", day.Problems.Take(12)));
            }, iter: 12, threads: 1);

    [Theory]
    [InlineData(11, 2)]
    [InlineData(12, 5)]
    [InlineData(13, 8)]
    public void With_every_fifth_message_lost_every_booking_still_ends(int seed, int cars)
    {
        var day = new BusyDay(Cities.Default, seed, cars, loss: 0.2);
        day.Run(rides: 4 * cars);
        Assert.True(day.Problems.Count == 0, string.Join("\n", day.Problems.Take(12)));
        Assert.Contains(day.Town.Effects.OfType<OrderPublished>(), o => o.Again);
    }

    [Fact]
    public void Nobody_starves_where_many_want_the_same_crossing()
    {
        var day = new BusyDay(Cities.Default, seed: 21, cars: 8);
        day.Run(rides: 48);
        Assert.True(day.Problems.Count == 0, string.Join("\n", day.Problems.Take(12)));
        Assert.True(day.LongestWait < 240, $"{day.LongestWait} s");
    }

    [Fact]
    public void Who_is_held_up_is_told_by_whom_and_where()
    {
        var day = new BusyDay(Cities.Default, seed: 3, cars: 5);
        day.Run(rides: 20);
        var holds = day.Town.Decisions.Where(d => d.Kind == DecisionKind.Hold).ToArray();
        Assert.NotEmpty(holds);
        Assert.All(holds, h => Assert.NotEmpty(h.Blockers));
        Assert.All(holds, h => Assert.DoesNotContain(h.Car, h.Blockers));
        Assert.All(holds, h => Assert.Equal(["wait", "the way round"], h.Alternatives.Select(a => a.What)));
        Assert.Contains(day.Town.Effects.OfType<BookingChanged>(), b => b.Booking.WaitingFor is { Kind: Contracts.Http.WaitingKind.OtherCar, Car: not null, NodeId: not null });
    }

    [Fact]
    public void The_same_day_again_gives_the_same_bytes()
    {
        var first = new BusyDay(Cities.Default, seed: 8, cars: 4, loss: 0.1);
        var second = new BusyDay(Cities.Default, seed: 8, cars: 4, loss: 0.1);
        first.Run(rides: 12);
        second.Run(rides: 12);
        Assert.Equal(Bytes(first), Bytes(second));
    }

    private static string Bytes(BusyDay day) => string.Join("\n", day.Town.Effects.Select(e => e switch
    {
        OrderPublished o => Convert.ToHexString(Contracts.Vda5050.VdaJson.Write(o.Order)) + o.Serial + o.Again,
        ActionsPublished a => Convert.ToHexString(Contracts.Vda5050.VdaJson.Write(a.Actions)) + a.Serial + a.Again,
        BookingChanged b => System.Text.Json.JsonSerializer.Serialize(b.Booking, Contracts.Http.HttpJson.Default.Booking),
        CarChanged c => System.Text.Json.JsonSerializer.Serialize(c.Car, Contracts.Http.HttpJson.Default.CarView),
        Decided d => $"{d.Decision.At:O} {d.Decision.Kind} {d.Decision.Car} {d.Decision.Why} {string.Join(",", d.Decision.Alternatives)} {string.Join(",", d.Decision.Blockers)}",
        _ => e.ToString(),
    }));
}
