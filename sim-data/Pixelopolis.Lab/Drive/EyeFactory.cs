using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Session;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Lab.Drive;

/// <summary>Makes the eyes of a session's cars; models are loaded once per car, because each has buffers of its own.</summary>
internal sealed class EyeFactory(CityMap map, CityScene? scene, EyeKind kind, Func<OnnxLaneModel>? model, bool wholeFrame, SightKind sight = SightKind.None, Func<OnnxDetector>? detector = null) : IDisposable
{
    private readonly List<IDisposable> _models = [];

    public ILaneEye Make(EyeRequest request)
    {
        var camera = CameraGeometry.Reference;
        switch (kind)
        {
            case EyeKind.Geometric: return new GeometricEye(camera, map.LaneWidth, () => request.Truth().Route, request.MapSteering);
            case EyeKind.MapOnly: return new MapOnlyEye(request.MapSteering);
            case EyeKind.StraightOn: return Camera(request, camera, new StraightOn(), CropRegion.BottomQuarter);
        }
        var lane = model!();
        _models.Add(lane);
        return Camera(request, camera, lane, lane.Region);
    }

    /// <summary>What sees signs, cars and obstacles; null for a car that drives without.</summary>
    public ISightEye? MakeSight(EyeRequest request, ILaneEye eye)
    {
        if (sight == SightKind.Geometric) return new GeometricSight(map, CameraGeometry.Reference, new SightQuality(), request.Seed + 17);
        if (sight != SightKind.Camera || eye is not CameraEye camera) return null;
        var loaded = detector!();
        _models.Add(loaded);
        return new DetectorSight(camera, CameraGeometry.Reference, loaded);
    }

    public void Dispose() => _models.ForEach(m => m.Dispose());

    private CameraEye Camera(EyeRequest request, CameraGeometry camera, ILaneModel lane, CropRegion region) =>
        new(new CameraRenderer(scene!, new CameraMount()), camera, lane, request.Others, request.Seed, region, wholeFrame) { Covered = kind == EyeKind.Covered };

    /// <summary>Says straight on whatever it sees.</summary>
    private sealed class StraightOn : ILaneModel
    {
        public void Infer(ReadOnlySpan<byte> crop, Span<float> steering) => steering.Clear();
    }

    /// <summary>Says what the map says where the car believes it is: nothing is seen, so nothing is corrected.</summary>
    private sealed class MapOnlyEye(Func<double> mapSteering) : ILaneEye
    {
        public LaneReading Look(uint frame, double capturedAt, Pose axle)
        {
            var steering = (float)mapSteering();
            return new LaneReading(frame, capturedAt, steering, steering, steering, steering, double.NaN);
        }
    }
}
