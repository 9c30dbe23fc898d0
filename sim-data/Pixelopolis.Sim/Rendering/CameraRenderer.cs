using System.Runtime.Intrinsics;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Rendering.Backdrops;

namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// One car's camera: draws frames of a scene into the caller's buffer and allocates nothing while it does, once it has seen the
/// kinds of things there are. Not for two threads at once; each car has its own.
/// </summary>
public sealed class CameraRenderer
{
    private readonly CityScene _scene;
    private readonly CameraMount _mount;
    private readonly GroundPainter _ground;
    private readonly BackdropPainter _backdrop;
    private readonly FaceQueue _faces;
    private readonly ActorModels _actors = new();
    private readonly Lens _lens;
    private readonly JpegArtefacts? _jpeg;
    private readonly uint[] _picture, _photo;
    private readonly float[] _nearness;
    private readonly int _stride, _rows;

    public CameraRenderer(CityScene scene, CameraMount mount)
    {
        (_scene, _mount) = (scene, mount);
        _stride = (mount.Width + 15) / 16 * 16;
        _rows = (mount.Height + 7) / 8 * 8;
        (_picture, _photo) = (new uint[_stride * _rows], new uint[_stride * _rows]);
        _nearness = new float[_stride * _rows];
        _ground = new GroundPainter(scene.Ground, _stride);
        _backdrop = new BackdropPainter(scene.Backdrop, View.From(mount, default), _stride, _rows);
        _faces = new FaceQueue(new PolygonPainter(_picture, _nearness, _stride));
        _lens = new Lens(scene.Look, _stride, _rows);
        _jpeg = scene.Look.JpegQuality > 0 ? new JpegArtefacts(scene.Look.JpegQuality, _stride) : null;
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
        if (fromRow >= toRow) return;
        // A JPEG block needs all its rows, and a blurred row its neighbours.
        var (photoFrom, photoTo) = (fromRow & ~7, (toRow + 7) & ~7);
        var (from, to) = (Math.Max(0, photoFrom - _lens.Margin), Math.Min(_rows, photoTo + _lens.Margin));

        var view = View.From(_mount, axle);
        PaintGround(view, axle.Theta, from, to);
        PaintThings(view, actors, from, to);
        _lens.Apply(_picture, _photo, photoFrom, photoTo, noiseSeed);
        _jpeg?.Apply(_photo, photoFrom, photoTo);
        for (var row = fromRow; row < toRow; row++) Pack(_photo.AsSpan(row * _stride, _mount.Width), rgb.Slice(row * _mount.Width * 3, _mount.Width * 3));
    }

    private void PaintGround(in View view, double heading, int from, int to)
    {
        for (var row = from; row < to; row++)
        {
            var pixels = _picture.AsSpan(row * _stride, _stride);
            if (_ground.Aim(view, row)) _backdrop.Paint(heading, row, pixels);
            _ground.Paint(view, pixels);
        }
    }

    private void PaintThings(in View view, ReadOnlySpan<SceneActor> actors, int from, int to)
    {
        Array.Clear(_nearness, from * _stride, (to - from) * _stride);
        _faces.Begin(view, _stride, from, to);
        foreach (ref readonly var actor in actors)
        {
            var mesh = _actors.Of(actor);
            GroundDecals.Add(_faces, mesh, ActorModels.Place(actor, mesh), _scene.Light);
        }
        _faces.Paint();

        _faces.Begin(view, _stride, from, to);
        foreach (var kerb in _scene.Kerbs) _faces.Add(kerb);
        foreach (var prop in _scene.Props) _faces.Add(prop);
        foreach (ref readonly var actor in actors)
        {
            var mesh = _actors.Of(actor);
            _faces.Add(mesh, ActorModels.Place(actor, mesh), _scene.Light);
        }
        _faces.Paint();
    }

    private static void Pack(ReadOnlySpan<uint> rgba, Span<byte> rgb)
    {
        var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
        var k = 0;
        for (; k + 8 <= rgba.Length; k += 4) // four pixels at a time; the four bytes too many are written over by the next
            Vector128.Shuffle(Vector128.LoadUnsafe(in rgba[k]).AsByte(), order).StoreUnsafe(ref rgb[3 * k]);
        for (; k < rgba.Length; k++) (rgb[3 * k], rgb[3 * k + 1], rgb[3 * k + 2]) = ((byte)rgba[k], (byte)(rgba[k] >> 8), (byte)(rgba[k] >> 16));
    }
}
