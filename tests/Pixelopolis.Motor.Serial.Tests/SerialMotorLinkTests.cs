using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Host;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Serial.Tests;

/// <summary>The car's link and an emulated board, System.IO.Ports and a real pseudo-terminal between them.</summary>
public sealed class SerialMotorLinkTests
{
    private static readonly WheelTargets Ahead = new(5, 6);

    [Fact]
    public async Task Commands_turn_the_wheels_and_their_turning_comes_back()
    {
        using var bench = new Bench().WithBoard().WithLink();
        await bench.DriveUntil(Ahead, () => bench.Plant.Targets == Ahead, "the wheels turn");
        await bench.DriveUntil(Ahead, () => bench.Link.TryGetStatus(out var s, out _) && s.LeftTicks > 1000, "the encoders have counted");

        Assert.True(bench.Link.TryGetStatus(out var status, out _));
        Assert.True(status.RightTicks > status.LeftTicks);
        Assert.Equal(7600, status.BatteryMillivolts);
        Assert.Equal(Leds.Headlights, status.Leds & Leds.Headlights);
        Assert.Equal("emulated", bench.Link.Board!.BoardName);
        Assert.Equal(LinkNoteKind.Connected, Assert.Single(bench.Notes).Kind);
        Assert.Equal(0, bench.Link.Health().Counters.Rejected);
    }

    [Fact]
    public async Task It_greets_the_board_before_any_command_is_given()
    {
        using var bench = new Bench().WithBoard().WithLink();
        await bench.Signal.Until(
            () => bench.Link.Health() is { State: LinkState.Healthy, BoardFaults: BoardFaults.LeaseExpired }, "the link is healthy");
        Assert.True(bench.Link.Health().MayMove);
    }

    [Fact]
    public async Task Unplugged_and_plugged_in_again_it_drives_on_by_itself()
    {
        using var bench = new Bench().WithBoard().WithLink();
        for (var round = 1; round <= 3; round++)
        {
            await bench.DriveUntil(Ahead, () => bench.Plant.Targets == Ahead, "the wheels turn");

            bench.Board!.Unplug();
            Assert.Null(bench.Board.Port);
            await bench.DriveUntil(Ahead, () => bench.Count(LinkNoteKind.Lost) == round, "the loss is noticed");
            await bench.DriveUntil(Ahead, () => bench.Plant.Targets.IsStop, "the board stops by itself");
            Assert.False(bench.Link.TryGetStatus(out _, out _));
            Assert.False(bench.Link.Send(Ahead, uint.MaxValue, Leds.None));

            bench.Board.Plug();
            await bench.DriveUntil(Ahead, () => bench.Count(LinkNoteKind.Connected) == round + 1, "the board is found again");
        }

        await bench.DriveUntil(Ahead, () => bench.Plant.Targets == Ahead, "the wheels turn again");
    }

    [Fact]
    public async Task A_port_that_is_not_there_yet_is_named_once_and_waited_for()
    {
        using var bench = new Bench().WithLink();
        await bench.Signal.Until(() => bench.Link.Fault is not null && !bench.Notes.IsEmpty, "the missing port is named");
        Assert.Contains($"{bench.Port} is not there", bench.Link.Fault!.Message, StringComparison.Ordinal);
        Assert.Equal(LinkState.NoBoard, bench.Link.Health().State);

        bench.WithBoard();
        await bench.DriveUntil(Ahead, () => bench.Plant.Targets == Ahead, "the wheels turn");
        Assert.Null(bench.Link.Fault);
        Assert.Equal([LinkNoteKind.CannotOpen, LinkNoteKind.Connected], bench.Notes.Select(n => n.Kind));
    }

    [Fact]
    public async Task A_board_that_restarts_is_greeted_again()
    {
        using var bench = new Bench().WithBoard().WithLink();
        await bench.DriveUntil(Ahead, () => bench.Plant.Targets == Ahead, "the wheels turn");
        bench.Board!.Restart();
        await bench.DriveUntil(Ahead, () => bench.Plant.Targets.IsStop, "they stop with the session");
        await bench.DriveUntil(Ahead, () => bench.Plant.Targets == Ahead, "they turn in the new one");
    }

    [Fact]
    public async Task A_car_that_restarts_is_taken_by_the_same_board()
    {
        using var bench = new Bench().WithBoard().WithLink();
        await bench.DriveUntil(Ahead, () => bench.Plant.Targets == Ahead, "the wheels turn");
        bench.Link.Dispose();
        await bench.Signal.Until(() => bench.Plant.Targets.IsStop, "the board stops by itself");
        bench.WithLink();
        await bench.DriveUntil(Ahead, () => bench.Plant.Targets == Ahead, "the wheels turn");
    }

    [Fact]
    public async Task A_camera_frame_that_stands_still_stops_the_wheels()
    {
        using var bench = new Bench().WithBoard().WithLink();
        await bench.DriveUntil(Ahead, () => bench.Plant.Targets == Ahead, "the wheels turn");
        await bench.Signal.Until(
            () =>
            {
                bench.Link.Send(Ahead, uint.MaxValue / 2 - 1, Leds.None);
                return bench.Link.Health().Refusal == CommandRefusal.Expired;
            },
            "the frame's lease is over");
        await bench.Signal.Until(() => bench.Plant.Targets.IsStop, "the wheels stand");
    }

    [Fact]
    public async Task A_command_made_elsewhere_goes_over_the_line_as_it_is()
    {
        using var bench = new Bench().WithBoard().WithLink();
        await bench.Signal.Until(() => bench.Link.TryGetStatus(out _, out _), "a status has come");
        var frame = 0u;
        await bench.Signal.Until(
            () =>
            {
                bench.Link.TryGetStatus(out var status, out _);
                bench.Link.Send(new MotionCommand(2, 3, ++frame, status.BoardTime, 150, Leds.None));
                return bench.Plant.Targets == new WheelTargets(2, 3);
            },
            "the wheels turn");
        await bench.Signal.Until(
            () =>
            {
                bench.Link.Send(new MotionCommand(2, 3, ++frame, 0, 60_000, Leds.None));
                return bench.Link.Health().Refusal == CommandRefusal.LeaseOutOfRange;
            },
            "its own lease is judged");
    }

    [Fact]
    public async Task What_stops_the_board_is_told_to_the_car()
    {
        using var bench = new Bench().WithBoard().WithLink();
        await bench.DriveUntil(Ahead, () => bench.Plant.Targets == Ahead, "the wheels turn");
        bench.Plant.BatteryVolts = 6.0;
        await bench.DriveUntil(Ahead, () => Faults().HasFlag(BoardFaults.BatteryLow), "the battery is told to be low");
        bench.Plant.Buttons = Buttons.Emergency;
        await bench.DriveUntil(Ahead, () => Faults().HasFlag(BoardFaults.EmergencyStop), "the button is told");
        Assert.True(bench.Plant.Targets.IsStop);
        Assert.False(bench.Link.Health().MayMove);

        BoardFaults Faults() => bench.Link.Health().BoardFaults;
    }

    [Fact]
    public async Task To_leave_a_command_allocates_nothing()
    {
        using var bench = new Bench().WithBoard().WithLink();
        await bench.DriveUntil(Ahead, () => bench.Plant.Targets == Ahead, "the wheels turn");
        Assert.Equal(0, Allocated(bench.Link));
    }

    [Fact]
    public async Task It_may_be_ended_from_its_own_note()
    {
        SerialMotorLink? link = null;
        using var made = new ManualResetEventSlim();
        var ended = new TaskCompletionSource();
        link = new SerialMotorLink(new SerialLinkOptions { Port = "/dev/no-such-port" }, TimeProvider.System, _ =>
        {
            made.Wait(TestContext.Current.CancellationToken);
            link!.Dispose();
            ended.SetResult();
        });
        made.Set();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        link.Dispose();
    }

    [Theory]
    [InlineData("", 115200, "Port is ''")]
    [InlineData("/dev/ttyACM0", 300, "BaudRate is 300: 9600 to 4000000")]
    public void Options_out_of_range_name_themselves(string port, int baudRate, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() =>
            new SerialMotorLink(new SerialLinkOptions { Port = port, BaudRate = baudRate }, TimeProvider.System)).Message, StringComparison.Ordinal);

    private static long Allocated(SerialMotorLink link)
    {
        var frame = 1_000_000u;
        Turns();
        return Allocations.InSteadyState(Turns);

        void Turns()
        {
            for (var i = 0; i < 200; i++)
            {
                Assert.True(link.Send(Ahead, frame++, Leds.None));
                link.TryGetStatus(out _, out _);
                link.Health();
            }
        }
    }
}
