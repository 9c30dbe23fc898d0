using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests;

public class RejectionTests
{
    [Fact]
    public void A_car_that_rejects_orders_loses_the_ride_with_the_reason_said()
    {
        var town = new Town(Maps.Ring(), new FleetOptions { Rebookings = 1 });
        var car = town.Add("car-1", "ha");
        car.Refuses = true;
        town.Run(1);
        town.Book("b1", "phone", "F");
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Failed, 60));
        Assert.Equal(BookingReasons.OrderRejected, town.Booking("b1").Reason);
        Assert.Contains(town.Decisions, d => d.Kind == DecisionKind.OrderRejected && d.Why.Contains(ErrorTypes.Order, StringComparison.Ordinal));
    }

    [Fact]
    public void Another_car_takes_the_ride_that_one_rejected()
    {
        var town = new Town(Maps.Ring());
        var car = town.Add("car-1", "de");
        town.Add("car-2", "ab");
        car.Refuses = true;
        town.Run(1);
        town.Book("b1", "phone", "D");
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 120), town.Booking("b1").ToString());
        Assert.Equal("car-2", town.Booking("b1").Car);
    }

    [Fact]
    public void A_car_whose_base_is_not_what_was_sent_is_believed()
    {
        var town = new Town(Maps.Ring(), new FleetOptions { ReleaseAhead = 0.3 });
        var car = town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "H");
        town.Run(1);
        // Another server, gone since, has released more to it than this one knows.
        var order = town.Effects.OfType<OrderPublished>().Last().Order;
        car.Take(order with
        {
            OrderUpdateId = order.OrderUpdateId + 1,
            Nodes = [.. order.Nodes.SkipWhile((n, i) => i + 1 < order.Nodes.Count && order.Nodes[i + 1].Released).Select((n, i) => n with { Released = i < 3 })],
            Edges = [.. order.Edges.Where(e => !e.Released).Select((e, i) => e with { Released = i < 2 })],
        });
        Assert.Equal(0, car.Rejected);
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 90), town.Booking("b1").ToString());
        Assert.Contains(town.Decisions, d => d.Kind == DecisionKind.OrderRepaired);
        Assert.Equal(0, car.Rejected);
    }

    [Fact]
    public void Who_turns_everything_down_is_asked_a_few_times_and_again_when_an_operator_has_put_it_right()
    {
        var town = new Town(Cities.Default, new FleetOptions { ParkAfter = TimeSpan.FromSeconds(1), MostRejections = 3 });
        var car = town.Add("car-1", "king-street-mill-corner-king-cross-1");
        car.Refuses = true;
        town.Run(300);
        Assert.Equal(3, car.Rejected);
        var error = Assert.Single(town.Fleet.Car("car-1")!.Errors!, e => e.Type == "ordersRejected");
        Assert.Contains(ErrorTypes.Order, error.Description!, StringComparison.Ordinal);
        town.Book("b1", "phone", "lantern-theatre");
        Assert.Contains("turned down 3 orders", town.Booking("b1").WaitingFor!.Text!, StringComparison.Ordinal);

        car.Refuses = false;
        var (pose, node) = (car.Pose, car.LastNode);
        town.Tell(new CarPlaced("car-1", pose.X, pose.Y, pose.Theta, node));
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Arrived, 120), town.Booking("b1").ToString());
        Assert.DoesNotContain(town.Fleet.Car("car-1")!.Errors!, e => e.Type == "ordersRejected");
    }

    [Fact]
    public void A_car_that_turns_every_update_down_is_not_sent_updates_for_ever()
    {
        var town = new Town(Maps.Ring(), new FleetOptions { ReleaseAhead = 0.3 });
        var car = town.Add("car-1", "ha");
        town.Run(1);
        town.Book("b1", "phone", "H");
        Assert.True(town.RunUntil(() => car.Accepted == 1, 5));
        car.Refuses = true;
        Assert.True(town.RunUntil(() => !town.Booking("b1").State.IsActive(), 120), town.Booking("b1").ToString());
        Assert.Equal((BookingState.Failed, BookingReasons.OrderRejected), (town.Booking("b1").State, town.Booking("b1").Reason));
        town.Run(120);
        Assert.InRange(car.Rejected, 1, 6);
    }

    [Fact]
    public void An_order_of_which_a_car_says_nothing_counts_as_turned_down()
    {
        var town = new Town(Maps.Ring(), new FleetOptions { AnswerWithin = TimeSpan.FromSeconds(10), Rebookings = 1 });
        var car = town.Add("car-1", "ha");
        car.Ignores = true;
        town.Run(1);
        town.Book("b1", "phone", "F");
        Assert.True(town.RunUntil(() => town.Booking("b1").State == BookingState.Failed, 60), town.Booking("b1").ToString());
        Assert.Equal(BookingReasons.OrderRejected, town.Booking("b1").Reason);
        Assert.Contains("said nothing", town.Booking("b1").ReasonText!, StringComparison.Ordinal);
    }
}
