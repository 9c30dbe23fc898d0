using CsCheck;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Safety;
using Pixelopolis.Car.Traffic;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car.Tests.Safety;

public class SafetyStageTests
{
    private static readonly BoardStatus Healthy = new(1000, 0, 0, 0, 0, 8000, Buttons.None, BoardFaults.None, Leds.None, CommandRefusal.None, 0, 0);

    private static readonly RouteEstimate Sure = new(1, 0.01, 0.02, 0, 0, 0.01, 0.01, 0.02);

    private static SafetyInput Driving(double now = 10) => new(now, 0.3, 0, 7, now - 0.06, true, Healthy, now - 0.01, 1.0, false, Sure);

    private static (MotionCommand Command, HoldReason Hold) Make(Func<SafetyInput, SafetyInput> change)
    {
        var stage = new SafetyStage(new SafetyOptions(), WheelGeometry.Reference);
        // Warmed up: the stage accelerates by steps.
        for (var i = 0; i < 20; i++) stage.Make(Driving(9 + i * 0.05));
        return stage.Make(change(Driving()));
    }

    private static void Stands((MotionCommand Command, HoldReason Hold) made, HoldReason why)
    {
        Assert.Equal(why, made.Hold);
        Assert.True(made.Command.IsStop);
    }

    [Fact]
    public void Drives_when_all_is_fresh_and_released()
    {
        var (command, hold) = Make(i => i);
        Assert.Equal(HoldReason.None, hold);
        Assert.Equal(10.0, command.LeftVelocity, 3);
        Assert.Equal(10.0, command.RightVelocity, 3);
        Assert.Equal(7u, command.CameraFrame);
        Assert.Equal(150, command.LeaseMilliseconds);
    }

    [Fact]
    public void No_fresh_frame_no_motion() => Stands(Make(i => i with { CapturedAt = i.Now - 0.26 }), HoldReason.FrameStale);

    [Fact]
    public void No_frame_yet_no_motion() => Stands(Make(i => i with { CapturedAt = double.NaN }), HoldReason.FrameStale);

    [Fact]
    public void No_fresh_status_no_motion() => Stands(Make(i => i with { StatusAt = i.Now - 0.21 }), HoldReason.StatusStale);

    [Fact]
    public void A_model_that_gives_no_numbers_moves_nothing() => Stands(Make(i => i with { ModelFinite = false, Curvature = double.NaN }), HoldReason.ModelOutputBroken);

    [Fact]
    public void The_end_of_the_base_is_a_driving_limit() => Stands(Make(i => i with { RemainingBase = -0.001 }), HoldReason.EndOfBase);

    [Fact]
    public void Without_an_order_the_car_stands() => Stands(Make(i => i with { RemainingBase = double.NaN }), HoldReason.NoOrder);

    [Fact]
    public void A_car_that_is_likely_somewhere_else_stands_with_an_order_and_without()
    {
        Stands(Make(i => i with { At = Sure with { Doubt = 0.95 } }), HoldReason.Lost);
        Stands(Make(i => i with { At = Sure with { Doubt = 0.95 }, RemainingBase = double.NaN }), HoldReason.Lost);
    }

    [Fact]
    public void A_lost_car_crawls_only_in_the_room_it_was_given_and_stops_at_its_end()
    {
        var lost = Sure with { Doubt = 1 };
        Stands(Make(i => i with { At = lost, SearchRoom = 0 }), HoldReason.Lost);
        var (command, hold) = Make(i => i with { At = lost, RemainingBase = double.NaN, SearchRoom = 1 });
        Assert.Equal(HoldReason.None, hold);
        Assert.Equal(0.1 / 0.03, command.LeftVelocity, 3);
        Assert.InRange(Make(i => i with { At = lost, SearchRoom = 0.004 }).Command.LeftVelocity, 0, 0.04 / 0.03);
        Stands(Make(i => i with { At = lost, SearchRoom = 1, Paused = true }), HoldReason.Paused);
        Stands(Make(i => i with { At = lost, SearchRoom = 1, CapturedAt = double.NaN }), HoldReason.FrameStale);
    }

    private static readonly ThingAhead Car = new(true, true, 1, 0.5, 0, 0.05, false);

    private static BoardStatus Rolling(double speed) => Healthy with { LeftVelocity = (float)(speed / 0.03), RightVelocity = (float)(speed / 0.03) };

    [Fact]
    public void What_is_ahead_limits_the_speed_whatever_the_decision_wants()
    {
        var (command, hold) = Make(i => i with { Status = Rolling(0.1), Ahead = Car with { Gap = 0.06 } });
        Assert.Equal(HoldReason.None, hold);
        Assert.InRange(command.LeftVelocity * 0.03, 0.01, 0.17);
        Assert.Equal(10.0, Make(i => i with { Status = Rolling(0.3), Ahead = Car }).Command.LeftVelocity, 3);
    }

    [Fact]
    public void Where_the_stopping_distance_reaches_what_is_ahead_the_brakes_are_applied_in_full()
    {
        Stands(Make(i => i with { Status = Rolling(0.38), Ahead = Car with { Gap = 0.12 } }), HoldReason.CarAhead);
        Stands(Make(i => i with { Status = Rolling(0.38), Ahead = Car with { Gap = 0.12, IsCar = false } }), HoldReason.Obstacle);
        // A car that drives as fast leaves the room behind it free; one that only seems to, or is just coming in, does not.
        Assert.Equal(HoldReason.None, Make(i => i with { Status = Rolling(0.38), Ahead = Car with { Gap = 0.12, Along = 0.38 } }).Hold);
        Stands(Make(i => i with { Status = Rolling(0.38), Ahead = Car with { Gap = 0.12, Along = 0.38, AlongDeviation = 0.2 } }), HoldReason.CarAhead);
        Stands(Make(i => i with { Status = Rolling(0.38), Ahead = Car with { Gap = 0.12, Along = 0.38, IsComing = true } }), HoldReason.CarAhead);
    }

    [Fact]
    public void A_gap_that_is_no_number_is_no_gap() => Stands(Make(i => i with { Ahead = Car with { Gap = double.NaN } }), HoldReason.CarAhead);

    [Fact]
    public void A_line_it_must_not_cross_is_a_driving_limit_and_the_reason_is_said()
    {
        Stands(Make(i => i with { GiveWayIn = -0.001 }), HoldReason.GiveWay);
        Stands(Make(i => i with { GiveWayIn = -0.001, Wish = HoldReason.SightStale }), HoldReason.SightStale);
        Assert.InRange(Make(i => i with { GiveWayIn = 0.01 }).Command.LeftVelocity * 0.03, 0.0, 0.1);
        Stands(Make(i => i with { Speed = 0, Wish = HoldReason.CarAhead }), HoldReason.CarAhead);
    }

    [Fact]
    public void Paused_the_car_stands() => Stands(Make(i => i with { Paused = true }), HoldReason.Paused);

    [Fact]
    public void A_car_unsure_of_its_place_stands() => Stands(Make(i => i with { At = Sure with { DeviationS = 0.2 } }), HoldReason.Lost);

    [Fact]
    public void A_car_that_is_sure_to_be_off_its_lane_stands()
    {
        Stands(Make(i => i with { At = Sure with { Left = 0.21 } }), HoldReason.Lost);
        Stands(Make(i => i with { At = Sure with { Heading = -0.95 } }), HoldReason.Lost);
    }

    [Fact]
    public void A_low_battery_stops_the_car() => Stands(Make(i => i with { Status = Healthy with { Faults = BoardFaults.BatteryLow } }), HoldReason.BatteryLow);

    [Fact]
    public void The_emergency_button_outweighs_everything_else() =>
        Stands(Make(i => i with { Status = Healthy with { Faults = BoardFaults.EmergencyStop | BoardFaults.BatteryLow }, Paused = true }), HoldReason.EmergencyStop);

    [Fact]
    public void A_decision_beyond_the_limits_is_cut_to_them()
    {
        var (command, _) = Make(i => i with { Speed = 3, Curvature = 8 });
        var yaw = (command.RightVelocity - command.LeftVelocity) * 0.03 / 0.10;
        Assert.InRange(yaw, 0, 1.5 + 1e-6);
        Assert.InRange((command.RightVelocity + command.LeftVelocity) / 2 * 0.03, 0, 0.45);
    }

    [Fact]
    public void Near_the_end_of_the_base_speed_is_what_braking_allows()
    {
        var (command, _) = Make(i => i with { RemainingBase = 0.02 });
        Assert.True(command.LeftVelocity * 0.03 <= Math.Sqrt(2 * 0.8 * 0.02) + 1e-6);
    }

    [Fact]
    public void Speed_rises_no_faster_than_the_limit()
    {
        var stage = new SafetyStage(new SafetyOptions(), WheelGeometry.Reference);
        var last = 0.0;
        for (var i = 0; i < 20; i++)
        {
            var (command, _) = stage.Make(Driving(10 + i * 0.05));
            var speed = command.LeftVelocity * 0.03;
            Assert.True(speed - last <= 0.8 * 0.05 + 1e-6);
            last = speed;
        }
        Assert.Equal(0.3, last, 3);
    }

    [Fact]
    public void A_frame_or_status_from_the_future_is_another_clocks_and_moves_nothing()
    {
        Stands(Make(i => i with { CapturedAt = i.Now + 1 }), HoldReason.FrameStale);
        Stands(Make(i => i with { StatusAt = i.Now + 1 }), HoldReason.StatusStale);
    }

    [Fact]
    public void A_place_that_is_no_number_is_no_place_and_moves_nothing()
    {
        Stands(Make(i => i with { At = Sure with { S = double.NaN } }), HoldReason.Lost);
        Stands(Make(i => i with { At = Sure with { Left = double.NaN } }), HoldReason.Lost);
        Stands(Make(i => i with { At = Sure with { DeviationS = double.NaN } }), HoldReason.Lost);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_decision_that_is_no_number_moves_nothing(double broken)
    {
        Stands(Make(i => i with { Speed = broken }), HoldReason.Lost);
        Stands(Make(i => i with { Curvature = broken }), HoldReason.Lost);
    }

    [Fact]
    public void Whatever_is_asked_for_every_command_is_finite_and_within_the_limits() =>
        Gen.Select(Gen.Double, Gen.Double, Gen.Double, Gen.Double[-0.5, 2]).Sample((speed, curvature, left, remaining) =>
        {
            var stage = new SafetyStage(new SafetyOptions(), WheelGeometry.Reference);
            for (var i = 0; i < 20; i++)
            {
                var (command, hold) = stage.Make(Driving(10 + i * 0.05) with { Speed = speed, Curvature = curvature, RemainingBase = remaining, At = Sure with { Left = left } });
                var (forward, yaw) = ((command.LeftVelocity + command.RightVelocity) / 2 * 0.03, (command.RightVelocity - command.LeftVelocity) * 0.03 / 0.10);
                Assert.True(Math.Abs(forward) <= 0.45 + 1e-6 && forward >= -1e-6 && Math.Abs(yaw) <= 1.5 + 1e-4, $"{forward} m/s, {yaw} rad/s");
                Assert.True(hold == HoldReason.None || command.IsStop);
            }
        });

    [Fact]
    public void A_decision_that_never_slows_down_is_still_stopped_at_the_end_of_the_base()
    {
        var stage = new SafetyStage(new SafetyOptions(), WheelGeometry.Reference);
        var (at, speed, end) = (0.0, 0.0, 1.5);
        var obeyed = new Queue<double>([0, 0]); // the wheels obey two steps late
        for (var i = 0; i < 200; i++)
        {
            var (command, _) = stage.Make(Driving(10 + i * 0.05) with { Speed = 0.45, RemainingBase = end - at });
            obeyed.Enqueue(command.LeftVelocity * 0.03);
            var wanted = obeyed.Dequeue();
            speed = Math.Max(wanted, speed - 1.0 * 0.05); // brakes with 1 m/s² at most
            at += speed * 0.05;
        }
        Assert.Equal(0, speed);
        Assert.InRange(at, end - 0.05, end + 0.02);
    }

    [Fact]
    public void A_stop_without_a_step_is_the_safety_stages_too_and_the_next_command_starts_from_standing()
    {
        var stage = new SafetyStage(new SafetyOptions(), WheelGeometry.Reference);
        for (var i = 0; i < 20; i++) stage.Make(Driving(9 + i * 0.05));
        var stop = stage.Stop(7);
        Assert.True(stop is { IsStop: true, CameraFrame: 7, LeaseMilliseconds: 150 } && stop.Leds.HasFlag(Leds.Brake));
        Assert.True(stage.Make(Driving()).Command.LeftVelocity * 0.03 <= 0.8 * 0.05 + 1e-6);
    }
}
