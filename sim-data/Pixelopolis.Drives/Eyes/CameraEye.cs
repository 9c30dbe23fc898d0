using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Drives.Eyes;

/// <summary>
/// The car's real perception on a rendered frame: crop, lane model, stop line detector. Only the rows that the crop reads are drawn
/// unless the whole frame is asked for; they are the same bytes.
/// </summary>
public sealed class CameraEye : ILaneEye
{
    private readonly CameraRenderer _renderer;
    private readonly LaneEye _eye;
    private readonly Func<ReadOnlyMemory<SceneActor>> _others;
    private readonly ulong _seed;
    private readonly byte[] _frame;
    private readonly bool _wholeFrame;

    /// <param name="renderer">Draws what this car's camera sees.</param>
    /// <param name="camera">As the car believes its camera to sit.</param>
    /// <param name="model">The lane model.</param>
    /// <param name="others">What else moves in the city now.</param>
    /// <param name="seed">Of the sensor's noise.</param>
    /// <param name="region">What the model looks at.</param>
    /// <param name="wholeFrame">Draw all of every frame, as the wall-clock city does.</param>
    public CameraEye(CameraRenderer renderer, CameraGeometry camera, ILaneModel model, Func<ReadOnlyMemory<SceneActor>> others, ulong seed,
        CropRegion region = CropRegion.BottomQuarter, bool wholeFrame = false)
    {
        (_renderer, _others, _seed, _wholeFrame) = (renderer, others, seed, wholeFrame);
        _eye = new LaneEye(camera, model, region);
        _frame = new byte[camera.FrameWidth * camera.FrameHeight * 3];
    }

    /// <summary>Turns the picture black, as an experiment: the lens is covered.</summary>
    public bool Covered { get; init; }

    /// <summary>The newest crop, as the model saw it.</summary>
    public ReadOnlyMemory<byte> Crop => _eye.Pixels;

    public LaneReading Look(uint frame, double capturedAt, Pose axle) =>
        _eye.Look(Draw(frame, axle, _wholeFrame ? 0 : _eye.FirstRow, int.MaxValue), frame, capturedAt);

    /// <summary>The camera's frame with at least these rows drawn; every other row is an older frame's.</summary>
    /// <param name="frame">Its number, for the sensor's noise: the same number gives the same bytes.</param>
    /// <param name="axle">Of the car.</param>
    /// <param name="fromRow">The first row.</param>
    /// <param name="toRow">After the last.</param>
    public ReadOnlySpan<byte> Draw(uint frame, Pose axle, int fromRow, int toRow)
    {
        if (Covered) Array.Clear(_frame);
        else _renderer.Render(axle, _others().Span, SimRandom.Derive(_seed, frame), _frame, fromRow, toRow);
        return _frame;
    }
}
