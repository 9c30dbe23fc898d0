using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.App.Tests.Rig;
using Pixelopolis.Car.Orders;

namespace Pixelopolis.Car.App.Tests.Driving;

public sealed class AllocationTests
{
    [Fact]
    public void Five_hundred_frames_driven_allocate_nothing()
    {
        using var car = new DeskCar(StraightCity.Map(100), OnnxLaneModel.Load(TinyModels.FourHeads(), "tiny").Model!);
        car.Mail.Deliver(new FleetMail(Actions: StraightCity.InitPosition()));
        for (var i = 0; i < 20; i++) car.Turn();
        car.Mail.Deliver(new FleetMail(Order: StraightCity.Order()));
        for (var i = 0; i < 100; i++) car.Turn();
        Assert.True(car.Targets.Left > 5);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 500; i++) car.Turn();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(car.Loop.Report.Get().Pose.X, 8, 12);
    }
}
