using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.App.Tests.Rig;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Safety;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car.App.Tests.Driving;

public sealed class DriveLoopTests
{
    /// <summary>At the node, less what it may be farther than it believes.</summary>
    private static void AssertStopsBefore(double node, in DriveReport report)
    {
        var along = report.Output.At.DeviationAlong;
        Assert.InRange(along, 0.01, 0.12);
        Assert.InRange(report.Pose.X, node - along - 0.03, node - along + 0.03);
    }

    [Fact]
    public async Task An_order_is_driven_from_its_first_node_to_its_last()
    {
        using var car = new CarRig();
        await Ready(car);
        car.Mail.Deliver(new FleetMail(Order: StraightCity.Order()));
        await car.Until(() => car.WheelsTurn, "the wheels turn");
        await car.Until(() => car.Follower.Snapshot is { LastNodeId: "c", NodeStates.Count: 0 }, "the last node is reached");
        await car.Until(() => car.WheelsStand && car.Last.Output.Hold == HoldReason.EndOfBase, "it stands there");
        AssertStopsBefore(0.8, car.Last);
        Assert.Null(car.Loop.Fault);
    }

    [Fact]
    public async Task At_the_end_of_what_is_released_it_stops_by_itself()
    {
        using var car = new CarRig();
        await Ready(car);
        car.Mail.Deliver(new FleetMail(Order: StraightCity.Order(all: false)));
        await car.Until(() => car.Follower.Snapshot is { LastNodeId: "b", NewBaseRequest: true }, "the base's end is reached");
        await car.Until(() => car.WheelsStand, "it stands");
        AssertStopsBefore(0.4, car.Last);
    }

    [Fact]
    public async Task When_frames_stop_the_motors_stop_and_when_they_come_again_it_drives_on()
    {
        using var car = new CarRig(StraightCity.Map(20));
        await Ready(car);
        car.Mail.Deliver(new FleetMail(Order: StraightCity.Order()));
        await car.Until(() => car.WheelsTurn, "the wheels turn");
        car.Film.Stop();
        await car.Until(() => car.WheelsStand && car.Last.Output.Hold == HoldReason.FrameStale, "the lease runs out and the reason is known");
        Assert.False(car.Last.Sent);
        Assert.True(car.Last.Status.Faults.HasFlag(BoardFaults.LeaseExpired));
        car.Film.Run();
        await car.Until(() => car.WheelsTurn, "it drives on");
    }

    [Fact]
    public async Task Unplugged_while_driving_it_stops_and_plugged_in_again_it_drives_on_by_itself()
    {
        using var car = new CarRig(StraightCity.Map(20));
        await Ready(car);
        car.Mail.Deliver(new FleetMail(Order: StraightCity.Order()));
        await car.Until(() => car.WheelsTurn, "the wheels turn");
        car.Board.Unplug();
        await car.Until(() => car.WheelsStand, "the board stops without its car");
        await car.Until(() => car.Last.Output.Hold == HoldReason.StatusStale, "the car knows that it has no board");
        car.Board.Plug();
        await car.Until(() => car.WheelsTurn, "it drives on");
        Assert.Equal("o-1", car.Follower.Snapshot.OrderId);
        Assert.NotEmpty(car.Follower.Snapshot.NodeStates);
    }

    [Fact]
    public async Task A_model_that_gives_no_number_moves_nothing()
    {
        using var car = new CarRig(model: TinyModels.NotANumber());
        await Ready(car);
        car.Mail.Deliver(new FleetMail(Order: StraightCity.Order()));
        await car.Until(() => car.Follower.Snapshot.OrderId == "o-1" && car.Last.Output.Hold == HoldReason.ModelOutputBroken, "the model's output is refused");
        Assert.True(car.WheelsStand);
    }

    [Fact]
    public async Task A_pause_stops_the_car_and_is_done_when_it_stands()
    {
        using var car = new CarRig(StraightCity.Map(20));
        await Ready(car);
        car.Mail.Deliver(new FleetMail(Order: StraightCity.Order()));
        await car.Until(() => car.WheelsTurn, "the wheels turn");
        car.Mail.Deliver(new FleetMail(Actions: StraightCity.Action(ActionTypes.StartPause, "p-1")));
        await car.Until(() => Status(car, "p-1") == ActionStatus.Finished, "the pause is done");
        Assert.True(car.Last.Standing);
        Assert.Equal(HoldReason.Paused, car.Last.Output.Hold);
        car.Mail.Deliver(new FleetMail(Actions: StraightCity.Action(ActionTypes.StopPause, "p-2")));
        await car.Until(() => car.WheelsTurn && Status(car, "p-2") == ActionStatus.Finished, "it drives on");
    }

    [Fact]
    public async Task A_moving_car_is_not_told_where_it_stands()
    {
        using var car = new CarRig(StraightCity.Map(20));
        await Ready(car);
        car.Mail.Deliver(new FleetMail(Order: StraightCity.Order()));
        await car.Until(() => car.WheelsTurn && !car.Last.Standing, "it drives");
        car.Mail.Deliver(new FleetMail(Actions: StraightCity.InitPosition("again")));
        await car.Until(() => Status(car, "again") == ActionStatus.Failed, "it is refused");
        Assert.True(car.WheelsTurn);
    }

    [Fact]
    public async Task Its_turns_allocate_nothing_on_the_real_thread_with_the_real_line()
    {
        var meter = new AllocationMeter(from: 100, turns: 300, stretches: 4);
        using var car = new CarRig(StraightCity.Map(50), sinks: meter, framePeriod: TimeSpan.FromMilliseconds(8));
        await Ready(car);
        car.Mail.Deliver(new FleetMail(Order: StraightCity.Order()));
        await car.Until(() => car.WheelsTurn, "the wheels turn");
        meter.Start();
        await car.Until(() => meter.Bytes is not null, "300 turns are made");
        Assert.Equal(0, meter.Bytes);
        // On a busy machine newer commands overtake older ones on the line, so 300 of them may take more turns than 300.
        await car.Until(() => car.Motors.FrameToWrite.Summary.Count >= 300, "300 commands have gone over the line");
    }

    internal static async Task Ready(CarRig car)
    {
        car.Film.Run();
        await car.Until(() => car.Motors.Health.State == Motor.Host.LinkState.Healthy, "the board answers");
        car.Mail.Deliver(new FleetMail(Actions: StraightCity.InitPosition()));
        await car.Until(() => Status(car, "put") is not null, "it knows where it stands");
        Assert.Equal(ActionStatus.Finished, Status(car, "put"));
    }

    private static ActionStatus? Status(CarRig car, string id) => car.Follower.Snapshot.ActionStates.FirstOrDefault(a => a.ActionId == id)?.ActionStatus;
}
