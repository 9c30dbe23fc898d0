using Pixelopolis.Car;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Trials;
using Pixelopolis.Lab.Drive;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Lab.Localization;

/// <summary>Lifts a driving car and puts it down elsewhere, again and again.</summary>
internal static class MovedRun
{
    public static List<MovedResult> Run(DriveRequest request, SightKind sight, int tries, bool lifted, Action? tried = null, CancellationToken cancel = default)
    {
        var scene = CityScene.Bake(request.City, request.Look is { } look ? Appearance.FromSeed(look) : Appearance.Showroom);
        var intersections = Intersections.Of(request.City);
        using var model = DriveRun.Load(request.Model);
        using var detector = sight == SightKind.Camera ? DriveRun.LoadDetector(request.Detector) : null;
        var results = new List<MovedResult>();
        for (var i = 0; i < tries && !cancel.IsCancellationRequested; i++)
        {
            var seed = SimRandom.Derive(request.Seed, (ulong)i);
            CameraEye Camera(CameraMount mount) => new(new CameraRenderer(scene, mount), CameraGeometry.Reference, model, () => default, seed);
            var (onRoad, inHand) = (Camera(new CameraMount()), Camera(new CameraMount { HeightAboveGround = 0.40, PitchRadians = 0.45, RollRadians = 0.2 }));
            var eye = new HandledEye(onRoad, inHand);
            ISightEye? signs = sight switch
            {
                SightKind.Geometric => new HandledSight(eye, new GeometricSight(request.City, CameraGeometry.Reference, new SightQuality(), seed + 17), null),
                SightKind.Camera => new HandledSight(eye, new DetectorSight(onRoad, CameraGeometry.Reference, detector!), new DetectorSight(inHand, CameraGeometry.Reference, detector!)),
                _ => null,
            };
            results.Add(new MovedTrial(request.City, intersections, new DriveOptions(), request.EncoderError, seed, eye, signs) { Aloft = lifted ? up => eye.IsAloft = up : null }.Run());
            tried?.Invoke();
        }
        return results;
    }

    /// <summary>A camera that is carried about for a while: it looks down from a hand.</summary>
    private sealed class HandledEye(ILaneEye onRoad, ILaneEye aloft) : ILaneEye
    {
        public bool IsAloft { get; set; }

        public LaneReading Look(uint frame, double capturedAt, Pose axle) => (IsAloft ? aloft : onRoad).Look(frame, capturedAt, axle);
    }

    private sealed class HandledSight(HandledEye eye, ISightEye onRoad, ISightEye? aloft) : ISightEye
    {
        public SightReading Look(uint frame, double capturedAt, Pose axle) =>
            !eye.IsAloft ? onRoad.Look(frame, capturedAt, axle) : aloft?.Look(frame, capturedAt, axle) ?? new SightReading(frame, capturedAt, []);
    }
}
