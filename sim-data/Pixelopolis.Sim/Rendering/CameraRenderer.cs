using Pixelopolis.City.Geometry;

namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// One car's camera: draws frames of a scene into the caller's buffer and allocates nothing while it does. Not for two threads
/// at once; each car has its own.
/// </summary>
public sealed class CameraRenderer
{
    private readonly CityScene _scene;
    private readonly CameraMount _mount;
    private readonly GroundPainter _ground;
    private readonly FaceQueue _faces;
    private readonly ActorModels _actors = new();
    private readonly uint[] _pixels;
    private readonly float[] _nearness;
    private readonly int _stride;
    private readonly int _rows;

    public CameraRenderer(CityScene scene, CameraMount mount)
    {
        (_scene, _mount) = (scene, mount);
        _stride = (mount.Width + 15) / 16 * 16;
        _rows = (mount.Height + 7) / 8 * 8;
        _pixels = new uint[_stride * _rows];
        _nearness = new float[_stride * _rows];
        _ground = new GroundPainter(scene.Ground, _stride);
        _faces = new FaceQueue(new PolygonPainter(_pixels, _nearness, _stride));
    }

    /// <summary>
    /// Draws rows <paramref name="fromRow"/> up to <paramref name="toRow"/> of what the camera sees from a car whose axle stands at a pose.
    /// </summary>
    /// <param name="noiseSeed">The sensor's noise in this frame.</param>
    /// <param name="rgb">A whole frame, height × width × 3 bytes; the rows asked for are written, with the bytes a whole frame would have there.</param>
    public void Render(Pose axle, ReadOnlySpan<SceneActor> actors, ulong noiseSeed, Span<byte> rgb, int fromRow = 0, int toRow = int.MaxValue)
    {
        toRow = Math.Min(toRow, _mount.Height);
        ArgumentOutOfRangeException.ThrowIfNegative(fromRow);
        ArgumentOutOfRangeException.ThrowIfLessThan(rgb.Length, _mount.Width * _mount.Height * 3);
        var view = View.From(_mount, axle);
        for (var row = fromRow; row < toRow; row++)
        {
            var pixels = _pixels.AsSpan(row * _stride, _stride);
            if (_ground.Aim(view, row)) pixels.Fill(0xFFB0A898);
            _ground.Paint(view, pixels);
        }
        Array.Clear(_nearness, fromRow * _stride, (toRow - fromRow) * _stride);
        _faces.Begin(view, _stride, fromRow, toRow);
        foreach (var kerb in _scene.Kerbs) _faces.Add(kerb);
        foreach (var prop in _scene.Props) _faces.Add(prop);
        foreach (ref readonly var actor in actors)
        {
            var mesh = _actors.Of(actor);
            _faces.Add(mesh, ActorModels.Place(actor, mesh), _scene.Light);
        }
        _faces.Paint();
        for (var row = fromRow; row < toRow; row++)
        {
            var pixels = _pixels.AsSpan(row * _stride, _stride);
            var line = rgb.Slice(row * _mount.Width * 3, _mount.Width * 3);
            for (var i = 0; i < _mount.Width; i++)
            {
                var p = pixels[i];
                (line[3 * i], line[3 * i + 1], line[3 * i + 2]) = ((byte)p, (byte)(p >> 8), (byte)(p >> 16));
            }
        }
    }
}
