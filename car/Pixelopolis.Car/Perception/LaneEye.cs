using Pixelopolis.City;

namespace Pixelopolis.Car.Perception;

/// <summary>
/// A frame to a lane reading: crop, lane model, stop line. A picture that is dark all over shows no lane, whatever a model makes of it: its reading has no
/// numbers, and the car stands. Allocates nothing; one thread at a time.
/// </summary>
public sealed class LaneEye(CameraGeometry camera, ILaneModel model, CropRegion region)
{
    /// <summary>Levels of 255: a covered lens and its noise stay below, the darkest road has brighter grains and paint.</summary>
    private const byte Dark = 16;

    private readonly LaneCrop _crop = new(camera.FrameWidth, camera.FrameHeight, region);
    private readonly LaneCrop _ground = new(camera.FrameWidth, camera.FrameHeight);
    private readonly StopLineDetector _stopLines = new(camera, RoadMarkings.StopLineThickness);
    private readonly byte[] _pixels = new byte[LaneCrop.Bytes];
    private readonly float[] _steering = new float[4];

    /// <summary>The first row of a frame that is looked at; the last is the frame's own.</summary>
    public int FirstRow => _crop.FirstRow;

    /// <summary>What the stop line was looked for in last: the bottom quarter's crop.</summary>
    public ReadOnlyMemory<byte> Pixels => _pixels;

    /// <summary>The car was put somewhere else: what was seen before is no longer behind it.</summary>
    public void Forget() => model.Reset();

    /// <param name="rgb">A whole frame, of which at least the rows from <see cref="FirstRow"/> on are drawn.</param>
    /// <param name="frame">Its number.</param>
    /// <param name="capturedAt">When its light fell, seconds.</param>
    public LaneReading Look(ReadOnlySpan<byte> rgb, uint frame, double capturedAt)
    {
        _crop.Read(rgb, _pixels);
        if (!_pixels.AsSpan().ContainsAnyExceptInRange((byte)0, Dark)) return LaneReading.Nothing(frame, capturedAt);
        model.Infer(_pixels, _steering);
        if (region != CropRegion.BottomQuarter) _ground.Read(rgb, _pixels);
        return new LaneReading(frame, capturedAt, _steering[0], _steering[1], _steering[2], _steering[3], _stopLines.Detect(_pixels));
    }
}
