using Pixelopolis.Car.Perception;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Eyes;
using Pixelopolis.Drives.Session;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Replay.Tests.Pictures;

/// <summary>Drives two trips and keeps every so-manieth whole frame as a JPEG.</summary>
internal static class PictureRecorder
{
    private const int EveryFrame = 40;
    private const int Quality = 80;

    public static void Record()
    {
        var folder = Path.Combine(PictureGolden.Folder, "simulated");
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.GetFiles(folder, "*.jpg")) File.Delete(old);
        using var model = ShippedModel.Load();
        var session = new DriveSession(ReplayCity.Map, new SessionOptions { Trips = 2, Seed = 5 }, r =>
            new FilmingEye(new CameraEye(new CameraRenderer(ReplayCity.Scene, new CameraMount()), CameraGeometry.Reference, model, r.Others, r.Seed), r, folder));
        Assert.Equal(2, session.Run(TestContext.Current.CancellationToken).Completed);
    }

    /// <summary>Drives by the eye it is given; draws what that eye saw once more, all of it.</summary>
    private sealed class FilmingEye(CameraEye eye, EyeRequest request, string folder) : ILaneEye
    {
        private readonly CameraRenderer _renderer = new(ReplayCity.Scene, new CameraMount());
        private readonly byte[] _frame = new byte[CameraGeometry.Reference.FrameWidth * CameraGeometry.Reference.FrameHeight * 3];

        public LaneReading Look(uint frame, double capturedAt, Pose axle)
        {
            if (frame % EveryFrame == 0)
            {
                _renderer.Render(axle, request.Others().Span, SimRandom.Derive(request.Seed, frame), _frame);
                File.WriteAllBytes(Path.Combine(folder, $"{frame:00000}.jpg"), new Picture(CameraGeometry.Reference.FrameWidth, CameraGeometry.Reference.FrameHeight, _frame).ToJpeg(Quality));
            }
            return eye.Look(frame, capturedAt, axle);
        }
    }
}
