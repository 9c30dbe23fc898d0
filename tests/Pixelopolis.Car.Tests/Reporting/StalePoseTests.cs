using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Reporting;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Tests.Reporting;

public class StalePoseTests
{
    [Fact]
    public void A_car_just_put_down_reports_no_position_before_its_next_drive_step()
    {
        var map = new CityMap("m", "m", "1", 0.25, [], [], [], [], []);
        var orders = new OrderFollower(map, Intersections.Of(map), new DriveStep(new DriveOptions()));
        var before = new DriveReport(1, default, default, double.NaN, false, default, false, orders.Pose, true, 1, 0);
        var put = OrderSnapshot.Empty with { PositionInitialized = true, LastNodeId = "a" };
        Assert.Null(StateReport.State(put, before, new CarConditions(), map, new DriveOptions()).AgvPosition);
        var after = before with { Pose = new Pose(1, 2, 0) };
        Assert.Equal(1, StateReport.State(put, after, new CarConditions(), map, new DriveOptions()).AgvPosition?.X);
    }

    [Fact]
    public void A_car_put_down_again_does_not_report_the_place_it_was_taken_from()
    {
        var map = new CityMap("m", "m", "1", 0.25, [new("a", 0, 0)], [], [], [], []);
        var step = new DriveStep(new DriveOptions());
        var orders = new OrderFollower(map, Intersections.Of(map), step);
        var reporter = new DriveReporter(step, orders, new OrderDesk(orders));
        Pose? Said() => StateReport.State(orders.Snapshot, reporter.Last, new CarConditions(), map, new DriveOptions()).AgvPosition is { } at ? new Pose(at.X, at.Y, at.Theta) : null;
        orders.InitPosition(new Pose(1, 2, 0), "m", "a");
        reporter.Turn(new DriveInput(1, default, default, double.NaN, false), default, sent: true);
        Assert.Equal(new Pose(1, 2, 0), Said());
        orders.InitPosition(new Pose(5, 6, 0), "m", "a");
        Assert.Null(Said());
        reporter.Turn(new DriveInput(2, default, default, double.NaN, false), default, sent: true);
        Assert.Equal(new Pose(5, 6, 0), Said());
    }
}
