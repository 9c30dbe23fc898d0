using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.App.Tests.Rig;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Benchmarks;

/// <summary>
/// The tests' car, turned by hand, on a road that does not end: the drive loop's own turn with the shipped model, a recorded picture, the
/// serial frames' codec and the board's state machine.
/// </summary>
internal sealed class BenchmarkCar : IDisposable
{
    private const double Kilometre = 1000;
    private readonly DeskCar _car;

    public BenchmarkCar()
    {
        Model = OnnxLaneModel.Load(Path.Combine(BenchmarkCity.Root, "car", "models", "lane.onnx")).Model!;
        new LaneCrop(640, 480).Read(Picture, Crop);
        _car = new DeskCar(StraightCity.Map(Kilometre), Model);
        _car.Show(Picture);
        _car.Mail.Deliver(new FleetMail(Actions: StraightCity.InitPosition()));
        for (var i = 0; i < 20; i++) _car.Turn();
        _car.Mail.Deliver(new FleetMail(Order: StraightCity.Order()));
        for (var i = 0; i < 200; i++) _car.Turn();
        if (_car.Loop.Report.Get().Output.Speed < 0.1) throw new InvalidOperationException($"the car does not drive: {_car.Loop.Report.Get().Output.Hold}");
    }

    /// <summary>RGB, 640 × 480.</summary>
    public byte[] Picture { get; } = RecordedPicture.Straight();

    public byte[] Crop { get; } = new byte[LaneCrop.Bytes];

    public OnnxLaneModel Model { get; }

    public DriveLoop Loop => _car.Loop;

    public void Turn() => _car.Turn();

    public void Dispose() => _car.Dispose();
}
