using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Safety;
using Pixelopolis.City;

namespace Pixelopolis.Car.Tests.Reporting;

public class DriveReporterTests
{
    private readonly DriveReporter _reporter;

    public DriveReporterTests()
    {
        var map = new CityMap("m", "m", "1", 0.25, [], [], [], [], []);
        var step = new DriveStep(new DriveOptions());
        var orders = new OrderFollower(map, Intersections.Of(map), step);
        _reporter = new DriveReporter(step, orders, new OrderDesk(orders));
    }

    [Fact]
    public void It_is_known_since_when_the_same_reason_holds_the_car()
    {
        Turn(1, HoldReason.NoOrder);
        Turn(2, HoldReason.FrameStale);
        Turn(3, HoldReason.FrameStale);
        Assert.Equal((2.0, 3.0), (_reporter.Last.HoldSince, _reporter.Last.Now));
        Turn(4, HoldReason.None);
        Assert.Equal(4.0, _reporter.Last.HoldSince);
    }

    [Fact]
    public void A_turn_allocates_nothing_while_the_order_stays_as_it_is()
    {
        Turn(1, HoldReason.None);
        Assert.Equal(0, Allocations.InSteadyState(() =>
        {
            for (var now = 2; now < 1000; now++) Turn(now, HoldReason.None);
        }));
    }

    private void Turn(double now, HoldReason hold) => _reporter.Turn(new DriveInput(now, default, default, double.NaN, false), default(DriveOutput) with { Hold = hold }, sent: true);
}
