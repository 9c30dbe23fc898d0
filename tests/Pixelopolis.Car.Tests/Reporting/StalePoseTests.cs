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
        Assert.Null(StateReport.State(put, before, new CarConditions(), map, new DriveOptions().Wheels).AgvPosition);
        var after = before with { Pose = new Pose(1, 2, 0) };
        Assert.Equal(1, StateReport.State(put, after, new CarConditions(), map, new DriveOptions().Wheels).AgvPosition?.X);
    }
}
