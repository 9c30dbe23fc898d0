using System.Runtime.Intrinsics;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// One car's camera: draws frames of a scene into the caller's buffer and allocates nothing while it does, once it has seen the
/// kinds of things there are. Not for two threads at once; each car has its own.
/// </summary>
public sealed class CameraRenderer
{
    private readonly CameraMount _mount;
    private readonly ScenePainter _painter;
    private readonly Lens _lens;
    private readonly JpegArtefacts? _jpeg;
    private readonly uint[] _photo;

    /// <summary>What was drawn last, before lens and sensor, and how near it is.</summary>
    internal ScenePainter Painter => _painter;

    /// <summary>How far the picture moves sideways while its light is taken, pixels: a car that turns at 1.5 rad/s smears 7 of them in 10 ms.</summary>
    public double SmearPixels { get; set; }

    public CameraRenderer(CityScene scene, CameraMount mount)
    {
        _mount = mount;
        var (stride, rows) = ((mount.Width + 15) / 16 * 16, (mount.Height + 7) / 8 * 8);
        _painter = new ScenePainter(scene, stride, rows, View.From(mount, default));
        _photo = new uint[stride * rows];
        _lens = new Lens(scene.Look, stride, rows);
        _jpeg = scene.Look.JpegQuality > 0 ? new JpegArtefacts(scene.Look.JpegQuality, stride) : null;
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
        var (from, to) = (fromRow & ~7, (toRow + 7) & ~7);
        _painter.Paint(View.From(_mount, axle), axle.Theta, actors, Math.Max(0, from - _lens.Margin), Math.Min(_painter.Rows, to + _lens.Margin));
        if (SmearPixels > 0) Smear.Apply(_painter, SmearPixels, Math.Max(0, from - _lens.Margin), Math.Min(_painter.Rows, to + _lens.Margin));
        _lens.Apply(_painter.Picture, _photo, from, to, noiseSeed);
        _jpeg?.Apply(_photo, from, to);
        for (var row = fromRow; row < toRow; row++)
            Rgb.Pack(_photo.AsSpan(row * _painter.Stride, _mount.Width), rgb.Slice(row * _mount.Width * 3, _mount.Width * 3));
    }
}
