using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests;

public class LostCarTests
{
    [Fact]
    public void The_space_of_a_lost_car_stays_closed_and_its_booking_goes_to_another()
    {
        var town = new Town(Maps.Ring());
        town.Add("car-1", "ab");
        town.Add("car-2", "gh");
        town.Run(1);
        town.Book("b1", "phone", "D");
        Assert.Equal("car-1", town.Booking("b1").Car);
        town.Run(2);
        town.Silent.Add("car-1");
        town.Tell(new CarConnected("car-1", ConnectionState.ConnectionBroken));
        Assert.Equal(WaitingKind.Connection, town.Booking("b1").WaitingFor!.Kind);
        town.Run(60);
        Assert.Contains(town.Decisions, d => d.Kind == DecisionKind.Freeze && d.Car == "car-1");
        Assert.Contains(town.Decisions, d => d.Kind == DecisionKind.Rebook && d.BookingId == "b1");
        // The only road to D is closed by the lost car, so no order goes to anyone else.
        Assert.Equal(BookingState.Requested, town.Booking("b1").State);
        Assert.Equal("h", town.Cars[1].LastNode);
        Assert.NotEmpty(town.Fleet.Car("car-1")!.Reserved!);
    }

    [Fact]
    public void Another_way_round_is_taken_where_there_is_one()
    {
        var town = new Town(Cities.Default, new FleetOptions { RebookAfter = TimeSpan.FromSeconds(5) });
        town.Add("car-1", "king-street-mill-corner-king-cross-1");
        town.Add("car-2", "west-street-west-gate-old-square-1");
        town.Run(1);
        town.Silent.Add("car-1");
        town.Tell(new CarConnected("car-1", ConnectionState.ConnectionBroken));
        town.Book("b1", "phone", "lantern-theatre");
        Assert.Equal("car-2", town.Booking("b1").Car);
        Assert.DoesNotContain("king-street-mill-corner-king-cross-1", town.Booking("b1").Route!);
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 120));
    }

    [Fact]
    public void A_car_that_is_heard_of_again_in_time_keeps_its_ride()
    {
        var town = new Town(Maps.Ring());
        town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "F");
        town.Run(2);
        town.Silent.Add("car-1");
        town.Run(15);
        Assert.Contains(town.Decisions, d => d.Kind == DecisionKind.Freeze && d.Why.Contains("not heard of", StringComparison.Ordinal));
        Assert.Contains(town.Effects.OfType<ActionsPublished>(), a => a.Actions.Actions[0].ActionType == ActionTypes.StateRequest);
        town.Silent.Clear();
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60));
        Assert.Equal(("car-1", 0), (town.Booking("b1").Car, town.Cars[0].Rejected));
    }

    [Fact]
    public void A_car_that_comes_back_after_its_ride_was_given_away_ends_its_old_order()
    {
        var town = new Town(Cities.Default, new FleetOptions { RebookAfter = TimeSpan.FromSeconds(5) });
        const string first = "car-1";
        town.Add(first, "quayside-quay-lantern-corner-1");
        town.Run(1);
        town.Book("b1", "phone", "observatory");
        town.Run(1);
        town.Silent.Add(first);
        town.Add("car-2", "wave-street-north-gate-garden-gate-3");
        Assert.True(town.RunUntil(() => town.Booking("b1").Car == "car-2", 60));
        town.Run(5);
        town.Silent.Clear();
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived && town.Fleet.Car(first)!.State == CarActivity.Ready, 200));
        Assert.All(town.Cars, c => Assert.Equal(0, c.Rejected));
    }

    [Fact]
    public void A_car_that_forgets_where_it_is_keeps_its_space_and_is_asked_for_nothing()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ab");
        town.Run(1);
        car.Forget();
        town.Run(2);
        Assert.Equal(CarActivity.NotLocalized, town.Fleet.Car("car-1")!.State);
        Assert.Contains("ab", town.Fleet.Car("car-1")!.Reserved!);
        town.Book("b1", "phone", "F");
        Assert.Equal(BookingState.Requested, town.Booking("b1").State);
        var place = town.Map.Node("d");
        town.Tell(new CarPlaced("car-1", place.X, place.Y, Math.PI / 2, "d"));
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60));
    }

    [Fact]
    public void A_broken_car_loses_its_ride_and_after_too_many_the_ride_fails_with_its_reason()
    {
        var town = new Town(Maps.Ring(), new FleetOptions { Rebookings = 0 });
        var car = town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "F");
        town.Run(2);
        car.Faults.Add(new VdaError("motorFault", ErrorLevel.Fatal));
        town.Run(2);
        Assert.Equal((BookingState.Failed, BookingReasons.CarFailed, CarActivity.Faulty), (town.Booking("b1").State, town.Booking("b1").Reason, town.Fleet.Car("car-1")!.State));
        Assert.Contains("motorFault", town.Booking("b1").ReasonText!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_only_car_that_was_out_for_a_while_is_given_the_ride_again_and_arrives()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "F");
        town.Run(2);
        car.Faults.Add(new VdaError("cameraLost", ErrorLevel.Fatal));
        town.Run(5);
        Assert.Equal((BookingState.Requested, WaitingKind.FreeCar), (town.Booking("b1").State, town.Booking("b1").WaitingFor!.Kind));
        Assert.Contains("cameraLost", town.Booking("b1").WaitingFor!.Text!, StringComparison.Ordinal);
        car.Faults.Clear();
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60), town.Booking("b1").ToString());
        Assert.Equal(0, car.Rejected);
    }

    [Fact]
    public void Another_car_comes_before_the_one_that_gave_the_ride_up()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "de");
        town.Add("car-2", "ab");
        town.Run(1);
        car.Faults.Add(new VdaError("cameraLost", ErrorLevel.Fatal));
        town.Book("b1", "phone", "D");
        Assert.Equal("car-2", town.Booking("b1").Car);
    }

    [Fact]
    public void A_car_that_stands_with_what_may_heal_by_itself_keeps_its_ride_and_the_visitor_is_told()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "F");
        town.Run(2);
        car.Faults.Add(new VdaError("cameraLost", ErrorLevel.Warning, ErrorDescription: "no fresh camera frame"));
        town.Run(9);
        Assert.Equal(("car-1", WaitingKind.Recovery), (town.Booking("b1").Car, town.Booking("b1").WaitingFor!.Kind));
        Assert.Contains("no fresh camera frame", town.Booking("b1").WaitingFor!.Text!, StringComparison.Ordinal);
        car.Faults.Clear();
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 60));
        Assert.DoesNotContain(town.Decisions, d => d.Kind == DecisionKind.Rebook);
    }

    [Fact]
    public void A_car_taken_over_by_hand_loses_its_ride_and_comes_back_when_it_is_automatic_again()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "F");
        town.Run(2);
        car.TakeOver();
        town.Run(3);
        Assert.Equal(CarActivity.Manual, town.Fleet.Car("car-1")!.State);
        Assert.Equal(BookingState.Requested, town.Booking("b1").State);
        car.Mode = OperatingMode.Automatic;
        town.Book("b2", "other", "D");
        Assert.True(town.RunUntil(() => town.Booking("b2").State == BookingState.Arrived, 90), town.Booking("b2").ToString());
    }
}
