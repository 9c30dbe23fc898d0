using Pixelopolis.Car.Perception;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Datasets.Lane.Collecting;

/// <summary>Draws a frame and cuts the crop (and the squeezed whole frame, where asked for) out of it.</summary>
internal sealed class SampleEye(CityScene scene, bool fullFrame)
{
    private readonly byte[] _frame = new byte[640 * 480 * 3];
    private readonly LaneCrop _quarter = new(640, 480);
    private readonly LaneCrop _full = new(640, 480, CropRegion.FullFrame);
    private CameraRenderer? _renderer;

    public void Mount(CameraMount mount) => _renderer = new CameraRenderer(scene, mount);

    public (byte[] Crop, byte[]? Full) Look(Pose axle, ReadOnlySpan<SceneActor> actors, ulong noiseSeed)
    {
        _renderer!.Render(axle, actors, noiseSeed, _frame, fullFrame ? 0 : _quarter.FirstRow);
        var crop = new byte[LaneCrop.Bytes];
        _quarter.Read(_frame, crop);
        if (!fullFrame) return (crop, null);
        var full = new byte[LaneCrop.Bytes];
        _full.Read(_frame, full);
        return (crop, full);
    }
}
