using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;

namespace Pixelopolis.Car.App.Driving;

/// <summary>A frame to a lane reading: crop, lane model, stop line. Allocates nothing; one thread at a time.</summary>
public sealed class Eyes(CameraGeometry camera, ILaneModel model, CropRegion region)
{
    private readonly LaneCrop _crop = new(camera.FrameWidth, camera.FrameHeight, region);
    private readonly LaneCrop _ground = new(camera.FrameWidth, camera.FrameHeight);
    private readonly StopLineDetector _stopLines = new(camera, RoadMarkings.StopLineThickness);
    private readonly byte[] _pixels = new byte[LaneCrop.Bytes];
    private readonly float[] _steering = new float[4];

    /// <summary>The car was put somewhere else: what was seen before is no longer behind it.</summary>
    public void Forget() => model.Reset();

    public LaneReading Look(FrameSlot frame)
    {
        _crop.Read(frame.Pixels, _pixels);
        model.Infer(_pixels, _steering);
        if (region != CropRegion.BottomQuarter) _ground.Read(frame.Pixels, _pixels);
        return new LaneReading(frame.Number, frame.CapturedAt, _steering[0], _steering[1], _steering[2], _steering[3], _stopLines.Detect(_pixels));
    }
}
