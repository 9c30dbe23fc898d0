using System.Numerics;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// A camera that knows what it shows. Each thing is painted once more, alone, with the painter that painted the frame: a pixel is visibly the thing's
/// where the frame is exactly as near as the thing is. Not for two threads at once.
/// </summary>
public sealed class SceneLabeller
{
    private const float Near = 0.025f;

    /// <summary>How the sheet that shows what sticks out of the frame relates to the frame: this many times as wide and high, at half the scale.</summary>
    private const int Around = 4;

    /// <summary>A face seen more from the side than this tells nothing.</summary>
    private static readonly float LeastFacing = (float)Math.Cos(75 * Math.PI / 180);

    private readonly CityScene _scene;
    private readonly CameraMount _mount;
    private readonly CameraRenderer _camera;
    private readonly ActorModels _actors = new();
    private readonly Prop[] _plates, _clutter;
    private readonly Sheet _frame, _around;
    private readonly List<SceneLabel> _labels = [];

    private sealed class Sheet(int width, int height)
    {
        public int Width { get; } = width;
        public int Height { get; } = height;
        public float[] Nearness { get; } = new float[width * height];
        public FaceQueue Faces { get; private set; } = null!;

        public static Sheet Of(int width, int height)
        {
            var canvas = new Sheet(width, height);
            canvas.Faces = new FaceQueue(new PolygonPainter(new uint[width * height], canvas.Nearness, width));
            return canvas;
        }
    }

    public SceneLabeller(CityScene scene, CameraMount mount)
    {
        (_scene, _mount, _camera) = (scene, mount, new CameraRenderer(scene, mount));
        _plates = [.. scene.SignPlates.Select(m => new Prop(m, scene.Light))];
        _clutter = [.. scene.Clutter.Select(c => new Prop(c.Mesh, scene.Light))];
        _frame = Sheet.Of(_camera.Painter.Stride, _camera.Painter.Rows);
        _around = Sheet.Of(mount.Width * Around / 2, mount.Height * Around / 2);
    }

    /// <summary>The camera whose frames these are.</summary>
    public CameraRenderer Camera => _camera;

    /// <summary>Draws a whole frame as <see cref="CameraRenderer.Render"/> does and says what is where in it, before lens and sensor blur it.</summary>
    /// <returns>What shows at least one pixel; good until the next call.</returns>
    public IReadOnlyList<SceneLabel> Render(Pose axle, ReadOnlySpan<SceneActor> actors, ulong noiseSeed, Span<byte> rgb)
    {
        _camera.Render(axle, actors, noiseSeed, rgb);
        _labels.Clear();
        var view = View.From(_mount, axle);
        for (var k = 0; k < _plates.Length; k++)
            if (Faces(_plates[k].Mesh, view)) Label(LabelledThing.Sign, k, view, _plates[k].Mesh, Matrix4x4.Identity, _plates[k]);
        for (var k = 0; k < _clutter.Length; k++)
            Label(_scene.Clutter[k].IsBox ? LabelledThing.ClutterBox : LabelledThing.Clutter, k, view, _clutter[k].Mesh, Matrix4x4.Identity, _clutter[k]);
        for (var k = 0; k < actors.Length; k++)
        {
            var mesh = _actors.Of(actors[k]);
            Label(LabelledThing.Actor, k, view, mesh, ActorModels.Place(actors[k], mesh), null);
        }
        return _labels;
    }

    private static bool Faces(Mesh plate, in View view)
    {
        var to = view.Eye - plate.Centre;
        return Vector3.Dot(plate.Vertices[plate.Faces[0].First].Normal, to) > LeastFacing * to.Length();
    }

    private void Label(LabelledThing thing, int index, in View view, Mesh mesh, in Matrix4x4 place, Prop? prop)
    {
        var (left, top, right, bottom) = Bounds(view, mesh, place);
        if (right <= 0 || bottom <= 0 || left >= _mount.Width || top >= _mount.Height) return;
        var (first, last) = (Math.Max(0, (int)top), Math.Min(_mount.Height, (int)bottom + 1));
        Paint(_frame, view, mesh, place, prop, first, last);
        var (seen, whole) = (0, 0L);
        var (l, t, r, b) = (int.MaxValue, int.MaxValue, 0, 0);
        var scene = _camera.Painter.Nearness;
        for (var row = first; row < last; row++)
            for (var (x, end) = (Math.Max(0, (int)left), Math.Min(_mount.Width, (int)right + 1)); x < end; x++)
            {
                var near = _frame.Nearness[row * _frame.Width + x];
                if (near <= 0) continue;
                whole++;
                if (scene[row * _frame.Width + x] != near) continue;
                seen++;
                (l, t, r, b) = (Math.Min(l, x), Math.Min(t, row), Math.Max(r, x + 1), Math.Max(b, row + 1));
            }
        if (seen == 0) return;
        if (left < 0 || top < 0 || right > _mount.Width || bottom > _mount.Height) whole = Math.Max(whole, Silhouette(view, mesh, place, prop, top, bottom));
        _labels.Add(new SceneLabel(thing, index, l, t, r, b, seen, (double)seen / whole));
    }

    // In pixels of the frame, whether inside it or not.
    private long Silhouette(in View view, Mesh mesh, in Matrix4x4 place, Prop? prop, float top, float bottom)
    {
        var wide = view with { Focal = view.Focal / 2, CentreX = _around.Width / 2f, CentreY = _around.Height / 2f };
        var (first, last) = (Row(top, view), Row(bottom, view) + 1);
        Paint(_around, wide, mesh, place, prop, first, last);
        var count = 0L;
        foreach (var near in _around.Nearness.AsSpan(first * _around.Width, (last - first) * _around.Width))
            if (near > 0) count++;
        return count * 4;
    }

    private int Row(float y, in View view) => (int)Math.Clamp((y - view.CentreY) / 2 + _around.Height / 2f, 0, _around.Height - 1);

    private void Paint(Sheet canvas, in View view, Mesh mesh, in Matrix4x4 place, Prop? prop, int first, int last)
    {
        Array.Clear(canvas.Nearness, first * canvas.Width, (last - first) * canvas.Width);
        canvas.Faces.Begin(view, canvas.Width, first, last);
        if (prop is not null) canvas.Faces.Add(prop);
        else canvas.Faces.Add(mesh, place, _scene.Light);
        canvas.Faces.Paint();
    }

    // Around its corners' pixels; everything where a corner is beside or behind the eye, nothing where all of them are.
    private static (float Left, float Top, float Right, float Bottom) Bounds(in View view, Mesh mesh, in Matrix4x4 place)
    {
        var (left, top, right, bottom) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        var behind = 0;
        for (var k = 0; k < 8; k++)
        {
            var corner = new Vector3((k & 1) == 0 ? mesh.Low.X : mesh.High.X, (k & 2) == 0 ? mesh.Low.Y : mesh.High.Y, (k & 4) == 0 ? mesh.Low.Z : mesh.High.Z);
            var p = view.Project(Vector3.Transform(corner, place));
            if (p.Z < Near) { behind++; continue; }
            (left, top, right, bottom) = (MathF.Min(left, p.X - 1), MathF.Min(top, p.Y - 1), MathF.Max(right, p.X + 1), MathF.Max(bottom, p.Y + 1));
        }
        return behind switch { 0 => (left, top, right, bottom), 8 => (0, 0, 0, 0), _ => (-1e5f, -1e5f, 1e5f, 1e5f) };
    }
}
