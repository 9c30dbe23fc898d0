using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests;

/// <summary>Cars that lose their place: what is frozen for them, how far they are let on, and what becomes of their rides.</summary>
public class LostPlaceTests
{
    private const string Here = "king-street-mill-corner-king-cross-1";

    [Fact]
    public void A_lost_car_keeps_its_ride_tells_the_visitor_and_drives_on_from_the_place_it_finds()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "F");
        town.Run(3);
        var before = town.Fleet.Car("car-1")!.Reserved!;
        car.Lose("gh", 0.2, 0.4);
        town.Run(1);
        var booking = town.Booking("b1");
        Assert.Equal(("car-1", WaitingKind.Localizing, null), (booking.Car, booking.WaitingFor!.Kind, booking.Eta));
        var view = town.Fleet.Car("car-1")!;
        Assert.Equal((CarActivity.Searching, "gh"), (view.State, view.Search!.Candidates[0].EdgeId));
        Assert.Contains("gh", view.Search.Frozen);
        Assert.Contains("ha", view.Search.Frozen);
        Assert.Subset(view.Reserved!.ToHashSet(), before.ToHashSet());
        Assert.True(town.RunUntil(() => !car.IsLost, 30));
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60), town.Booking("b1").ToString());
        Assert.Null(town.Fleet.Car("car-1")!.Search);
        Assert.Equal("car-1", town.Booking("b1").Car);
        Assert.Equal(0, car.Rejected);
        Assert.DoesNotContain(town.Decisions, d => d.Kind == DecisionKind.Search && d.Why.Contains("person", StringComparison.Ordinal));
    }

    [Fact]
    public void Losing_its_place_again_and_again_does_not_use_a_rides_rebookings_up()
    {
        var town = new Town(Maps.Ring(), new FleetOptions { Rebookings = 1 });
        var car = town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "F");
        for (var i = 0; i < 4; i++)
        {
            town.Run(2);
            car.Lose("ha", 0.2, 0.3);
            Assert.True(town.RunUntil(() => !car.IsLost, 60));
        }
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 90), town.Booking("b1").ToString());
    }

    [Fact]
    public void A_lost_car_without_an_errand_is_asked_for_nothing_until_it_is_found()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ha");
        town.Run(1);
        car.Lose("cd", 0.1, 0.3);
        town.Run(1);
        town.Book("b1", "phone", "F");
        Assert.Contains("finding its place", town.Booking("b1").WaitingFor!.Text!, StringComparison.Ordinal);
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 90), town.Booking("b1").ToString());
    }

    [Fact]
    public void The_space_of_a_lost_car_is_not_released_to_others_and_given_back_when_it_is_found()
    {
        var town = new Town(Maps.Ring());
        var (lost, other) = (town.Add("car-1", "ha"), town.Add("car-2", "gh"));
        town.Run(1);
        lost.Lose("cd", 0.3, double.PositiveInfinity);
        town.Run(5);
        town.Book("b1", "phone", "D");
        town.Run(20);
        Assert.Equal("h", other.LastNode);
        Assert.Contains("no way there is open", town.Booking("b1").WaitingFor!.Text!, StringComparison.Ordinal);
        var node = town.Map.Node("e");
        town.Tell(new CarPlaced("car-1", node.X, node.Y, Math.PI, "e"));
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 90), town.Booking("b1").ToString());
        Assert.Null(town.Fleet.Car("car-1")!.Search);
    }

    [Fact]
    public void The_grant_stays_short_of_a_car_that_stands_in_the_way()
    {
        var town = new Town(Maps.Ring());
        var lost = town.Add("car-1", "ha");
        town.Add("car-2", "ab");
        town.Run(1);
        town.Tell(new CarPaused("car-2"));
        town.Run(1);
        // 1.4 m of lane, the other at its end: bodies are 0.2 m long, 0.06 of it before the axle.
        lost.Lose("ab", 0.5, double.PositiveInfinity);
        town.Run(60);
        Assert.InRange(lost.Granted, 0.3, 1.4 - 0.5 - 0.2);
        Assert.Equal(["car-2"], town.Fleet.Car("car-1")!.Search!.Blockers);
    }

    [Fact]
    public void An_idle_car_on_its_edges_is_sent_away_and_it_is_let_on_then()
    {
        var town = new Town(Maps.Ring());
        var lost = town.Add("car-1", "ha");
        var other = town.Add("car-2", "ab");
        town.Run(1);
        lost.Lose("ab", 1.15, 0.5);
        var watchman = new Watchman(town);
        Assert.True(town.RunUntil(() => lost.Granted > 0, 20));
        Assert.NotEqual("ab", other.CurrentEdge);
        Assert.True(town.RunUntil(() => !lost.IsLost, 60));
        Assert.Empty(watchman.Seen);
    }

    [Fact]
    public void Where_it_may_be_anywhere_the_others_stand_until_it_knows_better_and_are_told_why()
    {
        var town = new Town(Cities.Default);
        var other = town.Add("car-2", "west-street-west-gate-old-square-1");
        town.Run(1);
        town.Book("b1", "phone", "lantern-theatre");
        var lost = town.Add("car-1", Here);
        town.Run(1);
        var all = town.Map.Edges.Select(e => new SearchCandidate(e.Id, 0.9 / town.Map.Edges.Count, 0, e.Length)).ToArray();
        lost.Lose(Here, 0.3, 3, all);
        town.Run(3);
        Assert.True(town.RunUntil(() => other.Edges.Count > 0 && !other.Edges[0].Released, 30));
        town.Run(10);
        Assert.False(other.Edges[0].Released);
        Assert.True(town.Fleet.Car("car-1")!.Search!.StopsOthers);
        Assert.Equal((WaitingKind.OtherCar, "car-1"), (town.Booking("b1").WaitingFor!.Kind, town.Booking("b1").WaitingFor!.Car));
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 200), town.Booking("b1").ToString());
        Assert.DoesNotContain(town.Decisions, d => d.Kind == DecisionKind.Deadlock);
    }

    [Fact]
    public void A_search_without_a_find_is_given_up_a_person_is_asked_and_the_ride_goes_to_another()
    {
        var town = new Town(Cities.Default, new FleetOptions { SearchFor = TimeSpan.FromSeconds(20), SearchMetres = 1 });
        var lost = town.Add("car-1", "quayside-quay-lantern-corner-1");
        town.Run(1);
        town.Book("b1", "phone", "observatory");
        town.Add("car-2", "wave-street-north-gate-garden-gate-3");
        town.Run(2);
        Assert.Equal("car-1", town.Booking("b1").Car);
        lost.Lose(Here, 0.3, double.PositiveInfinity);
        Assert.True(town.RunUntil(() => town.Booking("b1").Car == "car-2", 60), town.Booking("b1").ToString());
        var view = town.Fleet.Car("car-1")!;
        Assert.Equal((CarActivity.Faulty, true), (view.State, view.Search!.GivenUp));
        Assert.Contains(view.Errors!, e => e is { Type: "searchFailed", Fatal: true });
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 120), town.Booking("b1").ToString());
        // Where it stands stays closed until a person has been there.
        Assert.Contains(lost.CurrentEdge, town.Fleet.Car("car-1")!.Search!.Frozen);
    }

    [Fact]
    public void An_operator_ends_a_search_though_the_car_has_an_order()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "F");
        town.Run(2);
        car.Lose("cd", 0.1, double.PositiveInfinity);
        town.Run(4);
        var node = town.Map.Node("d");
        town.Tell(new CarPlaced("car-1", node.X, node.Y, Math.PI / 2, "d"));
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 90), town.Booking("b1").ToString());
        Assert.False(car.IsLost);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Whoever_is_lifted_wherever_it_is_put_no_car_is_released_into_anothers_frozen_space_and_nobody_is_touched(int seed)
    {
        var day = new BusyDay(Cities.Default, seed, cars: 4, loss: seed % 2 == 0 ? 0.05 : 0, patience: 700);
        var hand = new Hand(day.Town, seed);
        day.Run(24);
        Assert.True(day.Problems.Count == 0, string.Join("\n", day.Problems.Take(20).Concat(day.Town.Fleet.Cars.Select(c => $"{c.Serial} {c.Search}  blockers {string.Join(" ", c.Search?.Blockers ?? [])} at {string.Join(" ", c.Search?.Candidates ?? [])}"))));
        Assert.Empty(hand.Problems);
        Assert.True(hand.Lifted >= 4, $"{hand.Lifted} cars were lifted");
        Assert.True(hand.Rescued <= hand.Lifted / 4, $"{hand.Rescued} of {hand.Lifted} cars needed a person");
        Assert.True(day.Town.RunUntil(() => hand.Found == hand.Lifted, 300));
    }
}
