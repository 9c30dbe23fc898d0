using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.App.Tests.Rig;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Safety;
using Pixelopolis.Car.Tests.Traffic;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.App.Tests.Driving;

/// <summary>What the program's option makes of the drive: a car set up from the options as they are written drives over a crossing.</summary>
public sealed class AllWayStopDriveTests
{
    private const double Turn = 0.05;

    private static CarSettings Settings(bool allWayStop) =>
        new CarOptions { Serial = "car-1", Port = "/dev/ttyACM0", Camera = "v4l2:/dev/video0", Server = "http://127.0.0.1:8080", Detector = "eyes.onnx", AllWayStop = allWayStop }.Checked().Settings!;

    private static DeskCar Start(bool allWayStop)
    {
        var car = new DeskCar(CrossingCity.Map(), OnnxLaneModel.Load(TinyModels.FourHeads(), "tiny").Model!, Settings(allWayStop).Driving(new HandClock()));
        car.Mail.Deliver(new FleetMail(Actions: StraightCity.InitPosition(mapId: "crossing")));
        for (var i = 0; i < 20; i++) car.Turn();
        car.Mail.Deliver(new FleetMail(Order: CrossingCity.Order()));
        return car;
    }

    /// <summary>Turns with eyes that see, or not (null), until something holds.</summary>
    /// <returns>The seconds that took; not a number: it did not come to hold.</returns>
    private static double Until(DeskCar car, IReadOnlyList<Pose>? seen, double most, Func<DriveReport, bool> holds)
    {
        for (var turns = 0; turns * Turn < most; turns++)
        {
            var report = car.Loop.Report.Get();
            if (holds(report)) return turns * Turn;
            if (seen is not null) car.Sights.Set(RoadScene.Sight((uint)car.Frames.Published + 1, car.Clock.Now, [.. seen.Select(other => Seen(other, report.Pose))]));
            car.Turn();
        }
        return double.NaN;
    }

    private static Perception.Detection? Seen(Pose other, Pose own)
    {
        var (x, y) = own.Local(other.X, other.Y);
        return RoadScene.Car(new Pose(x, y, Angle.Difference(other.Theta, own.Theta)));
    }

    private static bool Holds(double seconds) => !double.IsNaN(seconds);

    [Fact]
    public void Cars_that_were_started_at_different_times_share_a_clock()
    {
        static double Shared(HandClock clock) => clock.Now + Settings(true).Driving(clock).Traffic.ClockOffset;
        Assert.Equal(1_700_000_100, Shared(new HandClock()), 3);
        Assert.Equal(1_700_000_100, Shared(new HandClock { Now = 5_000, Began = 1_699_995_100 }), 3);
    }

    [Fact]
    public void With_the_option_it_stops_at_the_line_gives_way_and_goes_on_when_the_crossing_is_clear()
    {
        using var car = Start(allWayStop: true);
        Pose[] other = [CrossingCity.WaitsOnTheRight];
        Assert.True(Holds(Until(car, other, 6, r => r.Output.Hold == HoldReason.GiveWay)), "it stops at the line");
        Assert.InRange(car.Loop.Report.Get().Pose.X, CrossingCity.StopLine - 0.15, CrossingCity.StopLine);
        Assert.False(Holds(Until(car, other, 3, r => r.Output.Hold != HoldReason.GiveWay)), "it waits");
        Assert.Equal((0, 0), (car.Targets.Left, car.Targets.Right));
        Assert.InRange(Until(car, [], 4, r => r.Output.Hold == HoldReason.None), 0.3, 2);
        Assert.True(Holds(Until(car, [], 12, r => r.Pose.X > 1.4)), "it crosses");
    }

    [Fact]
    public void Without_it_the_fleet_reserves_the_road_and_the_car_does_not_stop()
    {
        using var car = Start(allWayStop: false);
        Assert.True(Holds(Until(car, [CrossingCity.WaitsOnTheRight], 2, r => r.Output.Hold == HoldReason.None)));
        Assert.True(Holds(Until(car, [CrossingCity.WaitsOnTheRight], 12, r => r.Output.Hold != HoldReason.None || r.Pose.X > 1.4)));
        Assert.Equal(HoldReason.None, car.Loop.Report.Get().Output.Hold);
    }

    [Fact]
    public void With_it_a_dead_detector_stops_the_car_and_one_that_sees_again_lets_it_drive_on()
    {
        using var car = Start(allWayStop: true);
        Assert.True(Holds(Until(car, [], 4, r => r.Pose.X > 0.2)), "it drives");
        Assert.InRange(Until(car, null, 4, r => r.Output.Hold == HoldReason.SightStale), 0.4, 0.8);
        Assert.False(Holds(Until(car, null, 5, r => r.Output.Hold != HoldReason.SightStale)), "it stands");
        Assert.Equal((0, 0), (car.Targets.Left, car.Targets.Right));
        Assert.True(car.Loop.Report.Get().Pose.X < CrossingCity.StopLine);
        Assert.True(Holds(Until(car, [], 12, r => r.Pose.X > 1.4)), "it drives on");
    }

    [Fact]
    public void With_it_a_detector_that_dies_at_the_line_lets_nobody_in()
    {
        using var car = Start(allWayStop: true);
        Assert.True(Holds(Until(car, [], 6, r => r.Output.Hold == HoldReason.GiveWay)));
        Assert.False(Holds(Until(car, null, 30, r => r.Pose.X > CrossingCity.StopLine)));
        Assert.Equal(HoldReason.SightStale, car.Loop.Report.Get().Output.Hold);
    }
}
