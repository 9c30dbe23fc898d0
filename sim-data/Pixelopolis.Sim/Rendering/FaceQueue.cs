using System.Numerics;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Something that stands where it is for good: a mesh in world coordinates with the light on each corner already known.</summary>
internal sealed class Prop(Mesh mesh, SceneLight light)
{
    public Mesh Mesh { get; } = mesh;
    public Vector3[] Shown { get; } = Array.ConvertAll(mesh.Vertices, _ => Vector3.One).Lit(mesh, light, Matrix4x4.Identity);
}

/// <summary>
/// Collects the faces a camera sees, clips and projects them, and paints them from far to near. Its lists grow to what the
/// city needs and are used again.
/// </summary>
internal sealed class FaceQueue(PolygonPainter painter)
{
    private const float Near = 0.025f;
    private const int MaxCorners = 32;
    private ScreenVertex[] _corners = new ScreenVertex[4096];
    private Entry[] _entries = new Entry[1024];
    private ulong[] _order = new ulong[1024];
    private Vector3[] _local = new Vector3[512];
    private Vector3[] _shown = new Vector3[512];
    private bool[] _front = new bool[256];
    private readonly ClipCorner[] _clip = new ClipCorner[MaxCorners];
    private int _cornerCount, _count, _fromRow, _toRow, _width;
    private View _view;

    private readonly record struct Entry(int First, int Count, Texture? Texture);

    private record struct ClipCorner(Vector3 Position, Vector2 Uv, Vector3 Light, bool IsOutline);

    public void Begin(in View view, int width, int fromRow, int toRow)
    {
        (_view, _width, _fromRow, _toRow) = (view, width, fromRow, toRow);
        (_cornerCount, _count) = (0, 0);
    }

    public void Add(Prop prop)
    {
        var eye = _view.Eye;
        Add(prop.Mesh, Matrix4x4.Identity, prop.Shown, eye);
    }

    /// <summary>A mesh that stands somewhere else in each frame.</summary>
    public void Add(Mesh mesh, in Matrix4x4 place, in SceneLight light)
    {
        if (!Matrix4x4.Invert(place, out var back)) return;
        Grow(ref _shown, mesh.Vertices.Length);
        _shown.Lit(mesh, light, place);
        Add(mesh, place, _shown, Vector3.Transform(_view.Eye, back));
    }

    private void Add(Mesh mesh, in Matrix4x4 place, Vector3[] shown, Vector3 eye)
    {
        if (!MayShow(mesh, place)) return;
        Grow(ref _local, mesh.Vertices.Length);
        Grow(ref _front, mesh.Faces.Length);
        for (var k = 0; k < mesh.Vertices.Length; k++) _local[k] = _view.ToCamera(Vector3.Transform(mesh.Vertices[k].Position, place));
        for (var f = 0; f < mesh.Faces.Length; f++)
        {
            ref readonly var face = ref mesh.Faces[f];
            var a = mesh.Vertices[face.First].Position;
            var normal = Vector3.Cross(mesh.Vertices[face.First + 1].Position - a, mesh.Vertices[face.First + 2].Position - a);
            _front[f] = Vector3.Dot(normal, eye - a) > 0;
        }
        for (var f = 0; f < mesh.Faces.Length; f++)
            if (_front[f]) Queue(mesh, mesh.Faces[f], shown);
    }

    /// <summary>Paints what was added.</summary>
    public void Paint()
    {
        Array.Sort(_order, 0, _count);
        for (var k = _count - 1; k >= 0; k--)
        {
            ref readonly var entry = ref _entries[(int)(_order[k] & 0xFFFFFFFF)];
            painter.Fill(_corners.AsSpan(entry.First, entry.Count), entry.Texture, _fromRow, _toRow);
        }
    }

    // Whether the ball around the mesh can touch the rows and columns that are drawn.
    private bool MayShow(Mesh mesh, in Matrix4x4 place)
    {
        var centre = _view.ToCamera(Vector3.Transform(mesh.Centre, place));
        var radius = mesh.Radius;
        if (centre.Z + radius < Near) return false;
        if (centre.Z < radius * 1.5f + 0.05f) return true;
        var reach = _view.Focal * radius / (centre.Z - radius) * 1.2f + 2;
        var (x, y) = (_view.CentreX + _view.Focal * centre.X / centre.Z, _view.CentreY + _view.Focal * centre.Y / centre.Z);
        return reach > 0.7f && x + reach > 0 && x - reach < _width && y + reach > _fromRow && y - reach < _toRow;
    }

    private void Queue(Mesh mesh, in MeshFace face, Vector3[] shown)
    {
        var count = Clip(mesh, face, shown);
        if (count < 3) return;
        Grow(ref _corners, _cornerCount + count);
        Grow(ref _entries, _count + 1);
        Grow(ref _order, _count + 1);
        var (left, right, top, bottom, depth) = (float.MaxValue, float.MinValue, float.MaxValue, float.MinValue, 0f);
        for (var k = 0; k < count; k++)
        {
            ref readonly var c = ref _clip[k];
            var w = 1 / c.Position.Z;
            var (x, y) = (_view.CentreX + _view.Focal * c.Position.X * w, _view.CentreY + _view.Focal * c.Position.Y * w);
            _corners[_cornerCount + k] = new ScreenVertex { X = x, Y = y, W = w, U = c.Uv.X * w, V = c.Uv.Y * w, Light = c.Light, IsOutline = c.IsOutline };
            (left, right, top, bottom) = (MathF.Min(left, x), MathF.Max(right, x), MathF.Min(top, y), MathF.Max(bottom, y));
            depth += c.Position.Z;
        }
        if (right < -1 || left > _width + 1 || bottom < _fromRow - 1 || top > _toRow + 1) return;
        _entries[_count] = new Entry(_cornerCount, count, face.Texture < 0 ? null : mesh.Textures[face.Texture]);
        // Positive floats sort like their bits; the index makes the order total.
        _order[_count] = (ulong)BitConverter.SingleToUInt32Bits(depth / count) << 32 | (uint)_count;
        _cornerCount += count;
        _count++;
    }

    // Against the near plane (Sutherland and Hodgman 1974).
    private int Clip(Mesh mesh, in MeshFace face, Vector3[] shown)
    {
        var count = 0;
        for (var k = 0; k < face.Count; k++)
        {
            var (i, j) = (face.First + k, face.First + (k + 1 == face.Count ? 0 : k + 1));
            var (a, b) = (_local[i], _local[j]);
            var outline = mesh.Neighbours[i] < 0 || !_front[mesh.Neighbours[i]];
            if (a.Z >= Near) _clip[count++] = new ClipCorner(a, mesh.Vertices[i].Uv, shown[i], outline);
            if (a.Z >= Near == b.Z >= Near) continue;
            var f = (Near - a.Z) / (b.Z - a.Z);
            _clip[count++] = new ClipCorner(Vector3.Lerp(a, b, f), Vector2.Lerp(mesh.Vertices[i].Uv, mesh.Vertices[j].Uv, f),
                Vector3.Lerp(shown[i], shown[j], f), a.Z < Near && outline);
        }
        return count;
    }

    private static void Grow<T>(ref T[] array, int needed)
    {
        if (needed > array.Length) Array.Resize(ref array, Math.Max(needed, 2 * array.Length));
    }
}

internal static class MeshLight
{
    /// <summary>What each corner shows under a light: displayed colours, or factors on a texture's.</summary>
    public static Vector3[] Lit(this Vector3[] shown, Mesh mesh, in SceneLight light, in Matrix4x4 place)
    {
        foreach (ref readonly var face in mesh.Faces.AsSpan())
            for (var k = face.First; k < face.First + face.Count; k++)
            {
                ref readonly var v = ref mesh.Vertices[k];
                if (face.Glows) { shown[k] = face.Texture < 0 ? SceneLight.Display(v.Colour) : SceneLight.Factor(v.Colour); continue; }
                var on = v.Colour * light.On(Vector3.TransformNormal(v.Normal, place));
                shown[k] = face.Texture < 0 ? SceneLight.Display(on) : SceneLight.Factor(on);
            }
        return shown;
    }
}
