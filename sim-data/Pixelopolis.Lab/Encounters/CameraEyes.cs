using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Drives.Encounters;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Lab.Drive;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Lab.Encounters;

/// <summary>The car's own eyes: rendered frames, the lane model, the detector. Encounters run one after the other, so that the models serve all their cars.</summary>
internal sealed class CameraEyes : IDisposable
{
    private readonly OnnxLaneModel _lane;
    private readonly OnnxDetector _detector;

    public CameraEyes(CityMap map, DriveRequest request)
    {
        var scene = CityScene.Bake(map, request.Look is { } look ? Appearance.FromSeed(look) : Appearance.Showroom);
        _lane = DriveRun.Load(request.Model);
        _detector = DriveRun.LoadDetector(request.Detector);
        Eyes = new StageEyes(
            seat => new CameraEye(new CameraRenderer(scene, new CameraMount()), CameraGeometry.Reference, _lane, seat.Others, seat.Seed, _lane.Region),
            (_, eye) => new DetectorSight((CameraEye)eye, CameraGeometry.Reference, _detector));
    }

    public StageEyes Eyes { get; }

    public void Dispose()
    {
        _lane.Dispose();
        _detector.Dispose();
    }
}
