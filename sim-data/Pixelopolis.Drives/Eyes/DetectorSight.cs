using Pixelopolis.Car.Perception;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Drives.Eyes;

/// <summary>The car's real detector on the frame its lane eye has just looked at: the rows that the detector reads are drawn for it, too.</summary>
public sealed class DetectorSight : ISightEye
{
    private readonly CameraEye _camera;
    private readonly IDetector _detector;
    private readonly DetectorCrop _crop;
    private readonly byte[] _pixels;
    private readonly Detection[] _found = new Detection[SightReading.Most];
    private readonly (int From, int To) _rows;

    /// <param name="camera">Of the same car.</param>
    /// <param name="geometry">Of its frames.</param>
    /// <param name="detector">With buffers of its own.</param>
    public DetectorSight(CameraEye camera, CameraGeometry geometry, IDetector detector)
    {
        (_camera, _detector) = (camera, detector);
        _crop = new DetectorCrop(geometry.FrameWidth, geometry.FrameHeight, detector.Input);
        _pixels = new byte[detector.Input.Bytes];
        _rows = ((int)Math.Floor(detector.Input.Region.Top * geometry.FrameHeight), (int)Math.Ceiling(detector.Input.Region.Bottom * geometry.FrameHeight));
    }

    public SightReading Look(uint frame, double capturedAt, Pose axle)
    {
        _crop.Read(_camera.Draw(frame, axle, _rows.From, _rows.To), _pixels);
        return new SightReading(frame, capturedAt, _found.AsSpan(0, _detector.Detect(_pixels, _found)));
    }
}
