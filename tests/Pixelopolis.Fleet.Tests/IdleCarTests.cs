using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests;

public class IdleCarTests
{
    [Fact]
    public void A_car_that_nobody_needs_goes_to_a_bay_and_stays_there()
    {
        var town = new Town(Cities.Default, new FleetOptions { ParkAfter = TimeSpan.FromSeconds(10) });
        var car = town.Add("car-1", "market-street-lantern-corner-tailors-corner-1");
        Assert.True(town.RunUntil(() => car.LastNode.Contains("parking", StringComparison.Ordinal) && car.Edges.Count == 0, 120));
        var driven = car.Travelled;
        town.Run(60);
        Assert.Equal(driven, car.Travelled);
        Assert.Equal(CarActivity.Ready, town.Fleet.Car("car-1")!.State);
        Assert.Contains(town.Decisions, d => d is { Kind: DecisionKind.Park, Car: "car-1" });
    }

    [Fact]
    public void The_furthest_bay_of_a_lane_is_filled_first()
    {
        var town = new Town(Cities.Default, new FleetOptions { ParkAfter = TimeSpan.FromSeconds(5) });
        town.Add("car-1", "market-street-lantern-corner-tailors-corner-1");
        town.Add("car-2", "windmill-bend-west-gate-tailors-corner-3");
        town.Add("car-3", "wave-street-garden-gate-north-gate-2");
        town.Run(200);
        bool Taken(string bay) => town.Cars.Any(c => c.LastNode.EndsWith(bay, StringComparison.Ordinal) && c.Edges.Count == 0);
        Assert.Equal(3, new[] { "parking-1", "parking-2", "parking-3", "parking-4", "charger-1" }.Count(Taken));
        Assert.True(Taken("parking-2") && Taken("parking-4"));
    }

    [Fact]
    public void An_idle_car_in_the_way_is_sent_away_at_once()
    {
        var town = new Town(Cities.Default, new FleetOptions { ParkAfter = TimeSpan.FromHours(1) });
        town.Add("car-1", "quayside-quay-lantern-corner-1");
        town.Add("car-2", "bow-street-king-cross-quay-2");
        town.Run(1);
        town.Tell(new CarPaused("car-1"));
        town.Run(1);
        town.Book("b1", "phone", "ferry-landing");
        Assert.Equal("car-2", town.Booking("b1").Car);
        town.Run(20);
        Assert.NotEqual(BookingState.Arrived, town.Booking("b1").State);
        Assert.Equal("car-1", town.Booking("b1").WaitingFor!.Car);
        town.Tell(new CarResumed("car-1"));
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 90));
        Assert.Contains(town.Decisions, d => d is { Kind: DecisionKind.Park, Car: "car-1" } && d.Why.Contains("in another car's way", StringComparison.Ordinal));
    }

    [Fact]
    public void A_car_with_a_low_battery_is_not_hailed_but_charged_until_it_has_enough()
    {
        var town = new Town(Cities.Default);
        var car = town.Add("car-1", "quayside-quay-lantern-corner-2");
        car.Battery = 12;
        town.Run(2);
        town.Book("b1", "phone", "lighthouse");
        Assert.Null(town.Booking("b1").Car);
        Assert.Contains(town.Decisions, d => d is { Kind: DecisionKind.Charge, Car: "car-1" });
        Assert.True(town.RunUntil(() => car.Charging, 120));
        Assert.EndsWith("charger-1", car.LastNode, StringComparison.Ordinal);
        Assert.Equal(CarActivity.Charging, town.Fleet.Car("car-1")!.State);
        car.Battery = 60;
        town.Run(5);
        Assert.Equal(BookingState.Requested, town.Booking("b1").State);
        car.Battery = 85;
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 200));
        Assert.False(car.Charging);
    }

    [Fact]
    public void Of_several_cars_with_low_batteries_one_charges_and_the_others_wait_their_turn()
    {
        var town = new Town(Cities.Default);
        town.Add("car-1", "quayside-quay-lantern-corner-2").Battery = 15;
        town.Add("car-2", "market-street-lantern-corner-tailors-corner-1").Battery = 14;
        town.Add("car-3", "windmill-bend-west-gate-tailors-corner-3").Battery = 16;
        var watchman = new Watchman(town);
        var charged = new HashSet<string>();
        town.EachTick += () =>
        {
            Assert.True(town.Cars.Count(c => c.Charging) <= 1);
            foreach (var car in town.Cars)
                if (car.Charging && (car.Battery += 0.05) >= 80) charged.Add(car.Serial);
        };
        Assert.True(town.RunUntil(() => charged.Count == 1, 1500));
        var first = Assert.Single(charged);
        // Nobody was sent to a charger that was taken, and nobody who charged was sent away before it had enough.
        Assert.Single(town.Decisions, d => d.Kind == DecisionKind.Charge);
        Assert.DoesNotContain(town.Decisions, d => d.Kind == DecisionKind.Park && d.Car == first);
        Assert.True(town.RunUntil(() => town.Fleet.Cars.All(c => c.State == CarActivity.Ready), 3600), string.Join("; ", town.Fleet.Cars.Select(c => $"{c.Serial} {c.State} at {c.LastNodeId}")));
        Assert.Equal(3, charged.Count);
        Assert.Equal(3, town.Decisions.Count(d => d.Kind == DecisionKind.Charge));
        Assert.Empty(watchman.Seen);
    }

    [Fact]
    public void A_car_on_its_way_to_a_bay_turns_aside_for_a_visitor()
    {
        var town = new Town(Cities.Default);
        var car = town.Add("car-1", "market-street-lantern-corner-tailors-corner-1");
        town.Run(1);
        town.Tell(new CarSentToPark("car-1"));
        town.Run(2);
        var order = car.OrderId;
        town.Book("b1", "phone", "windmill-hill");
        Assert.Equal("car-1", town.Booking("b1").Car);
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 120));
        Assert.Equal((order, 0), (car.OrderId, car.Rejected));
    }

    [Fact]
    public void Bays_lanes_are_no_thoroughfare()
    {
        var day = new BusyDay(Cities.Default, seed: 6, cars: 2);
        day.Run(rides: 16);
        var rides = day.Town.Effects.OfType<BookingChanged>().Where(b => b.Booking.State == BookingState.Arrived).Select(b => b.Booking).ToArray();
        // Only a car that begins its ride in such a lane may have its edges on the way.
        Assert.All(rides, r => Assert.True(r.Route!.SkipWhile(e => e.Contains("alley", StringComparison.Ordinal)).All(e => !e.StartsWith("tailors-alley", StringComparison.Ordinal))));
    }
}
