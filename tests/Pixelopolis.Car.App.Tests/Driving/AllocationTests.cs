using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.App.Tests.Rig;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Tests.Driving;

/// <summary>The loop's whole turn: frame in, crop, lane model, stop line, localization, decision, safety, encoded serial frame out.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Five_hundred_frames_driven_by_a_small_model_allocate_nothing()
    {
        using var car = new DeskCar(StraightCity.Map(100), OnnxLaneModel.Load(TinyModels.FourHeads(), "tiny").Model!);
        AllocatesNothing(car, frames: 500);
        Assert.True(car.Loop.Report.Get().Pose.X > 8);
    }

    [Fact]
    public void A_thousand_recorded_frames_driven_by_the_shipped_model_allocate_nothing()
    {
        using var car = new DeskCar(StraightCity.Map(100), OnnxLaneModel.Load(ShippedModel()).Model!);
        car.Show(RecordedPicture.Straight());
        AllocatesNothing(car, frames: 1000);
        Assert.True(car.Loop.Report.Get().Pose.X > 10);
    }

    [Fact]
    public void The_loop_counts_the_frames_that_allocate()
    {
        using var car = new DeskCar(StraightCity.Map(), OnnxLaneModel.Load(TinyModels.FourHeads(), "tiny").Model!);
        Begin(car);
        for (var i = 0; i < 200; i++) car.Turn();
        var memory = car.Loop.Memory;
        // From a to b to c: passing a node makes a new snapshot for the fleet.
        Assert.Equal(car.Loop.FrameToCommand.Summary.Count, memory.Frames);
        Assert.InRange(memory.Allocating, 1, 20);
        Assert.True(memory.Bytes > 0);
    }

    [Fact]
    public void Frames_driven_with_a_new_sight_for_each_allocate_nothing_either()
    {
        using var car = new DeskCar(StraightCity.Map(100), OnnxLaneModel.Load(TinyModels.FourHeads(), "tiny").Model!);
        var (number, found) = (0u, new[] { new Detection(ObjectClass.Parking, 0.8f, 0.9f, 0.4f, 0.95f, 0.48f) });
        AllocatesNothing(car, frames: 500, () => car.Sights.Set(new SightReading(++number, car.Clock.Now - 0.1, found)));
        Assert.Equal(ObjectClass.Parking, car.Loop.Report.Get().Sight.Found()[0].Class);
    }

    private static void AllocatesNothing(DeskCar car, int frames, Action? before = null)
    {
        Begin(car);
        for (var i = 0; i < 100; i++) car.Turn();
        Assert.True(car.Targets.Left > 5);
        var counted = car.Loop.Memory;
        Assert.Equal(0, Allocations.InSteadyState(() =>
        {
            counted = car.Loop.Memory;
            for (var i = 0; i < frames; i++)
            {
                before?.Invoke();
                car.Turn();
            }
        }));
        Assert.Equal(counted with { Frames = counted.Frames + frames }, car.Loop.Memory);
    }

    private static void Begin(DeskCar car)
    {
        car.Mail.Deliver(new FleetMail(Actions: StraightCity.InitPosition()));
        for (var i = 0; i < 20; i++) car.Turn();
        car.Mail.Deliver(new FleetMail(Order: StraightCity.Order()));
    }

    private static string ShippedModel()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Pixelopolis.sln"))) return Path.Combine(folder, "car", "models", "lane.onnx");
        throw new InvalidOperationException("the tests run from within the repository");
    }
}
