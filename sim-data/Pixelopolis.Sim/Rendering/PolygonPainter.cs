using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>A corner on the picture: pixels, 1/depth, texture coordinates over depth, and how much of its colour the light shows.</summary>
internal struct ScreenVertex
{
    public float X, Y, W, U, V;
    public Vector3 Light;

    /// <summary>Whether the edge that starts here is the outline of its solid: it is smoothed against what lies behind.</summary>
    public bool IsOutline;
}

/// <summary>
/// Fills convex polygons with perspective-correct texture and a depth test. A pixel at an outline is mixed with what was there
/// by how much of it is covered, so far things must be painted before near ones; depth decides wherever that order fails.
/// </summary>
internal sealed class PolygonPainter(uint[] pixels, float[] nearness, int stride)
{
    private const int MaxCorners = 32;
    private readonly float[] _a = new float[MaxCorners];
    private readonly float[] _b = new float[MaxCorners];
    private readonly float[] _c = new float[MaxCorners];
    private readonly float[] _slack = new float[MaxCorners];

    private float _left, _right;
    private Plane _w, _u, _v, _red, _green, _blue;

    private struct Plane
    {
        public float X, Y, C;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly float At(float x, float y) => X * x + Y * y + C;
    }

    public void Fill(ReadOnlySpan<ScreenVertex> corners, Texture? texture, int fromRow, int toRow)
    {
        if (!SetEdges(corners) || !SetPlanes(corners)) return;
        var (top, bottom) = (float.MaxValue, float.MinValue);
        (_left, _right) = (float.MaxValue, float.MinValue);
        foreach (ref readonly var c in corners)
        {
            (top, bottom) = (MathF.Min(top, c.Y), MathF.Max(bottom, c.Y));
            (_left, _right) = (MathF.Min(_left, c.X - 0.5f), MathF.Max(_right, c.X + 0.5f)); // a thin corner's smoothed outline would run on
        }
        var first = Math.Max(fromRow, (int)MathF.Floor(top - 0.5f));
        var last = Math.Min(toRow - 1, (int)MathF.Ceiling(bottom));
        for (var row = first; row <= last; row++) FillRow(row, corners.Length, texture);
    }

    // Each edge as a signed distance in pixels, positive inside. Written from its lower to its higher end, so that two faces agree on it.
    private bool SetEdges(ReadOnlySpan<ScreenVertex> corners)
    {
        var area = 0f;
        for (var k = 0; k < corners.Length; k++)
        {
            ref readonly var p = ref corners[k];
            ref readonly var q = ref corners[k + 1 == corners.Length ? 0 : k + 1];
            area += p.X * q.Y - q.X * p.Y;
            var swap = p.Y > q.Y || (p.Y == q.Y && p.X > q.X);
            ref readonly var s = ref swap ? ref q : ref p;
            ref readonly var e = ref swap ? ref p : ref q;
            var (dx, dy) = (e.X - s.X, e.Y - s.Y);
            var length = MathF.Sqrt(dx * dx + dy * dy);
            if (length < 1e-4f) { (_a[k], _b[k], _c[k], _slack[k]) = (0, 0, 1, 0); continue; }
            var (a, b) = (dy / length, -dx / length);
            var c = -(a * s.X + b * s.Y);
            // Corners run counter-clockwise as they are seen, so the inside lies to the left of p → q; y points down.
            var sign = swap ? -1f : 1f;
            (_a[k], _b[k], _c[k]) = (a * sign, b * sign, c * sign);
            _slack[k] = p.IsOutline ? 0.5f : 0f;
        }
        return area < 0;
    }

    private bool SetPlanes(ReadOnlySpan<ScreenVertex> corners)
    {
        var (best, at) = (0f, 1);
        for (var k = 1; k + 1 < corners.Length; k++)
        {
            var size = MathF.Abs(Cross(corners[0], corners[k], corners[k + 1]));
            if (size > best) (best, at) = (size, k);
        }
        if (best < 1e-3f) return false;
        ref readonly var o = ref corners[0];
        ref readonly var p = ref corners[at];
        ref readonly var q = ref corners[at + 1];
        var inverse = 1 / Cross(o, p, q);
        var (px, py, qx, qy) = (p.X - o.X, p.Y - o.Y, q.X - o.X, q.Y - o.Y);
        var (ox, oy) = (o.X, o.Y);
        Plane Through(float a, float b, float c)
        {
            var plane = new Plane { X = ((b - a) * qy - (c - a) * py) * inverse, Y = ((c - a) * px - (b - a) * qx) * inverse };
            plane.C = a - plane.X * ox - plane.Y * oy;
            return plane;
        }
        _w = Through(o.W, p.W, q.W);
        _u = Through(o.U, p.U, q.U);
        _v = Through(o.V, p.V, q.V);
        _red = Through(o.Light.X, p.Light.X, q.Light.X);
        _green = Through(o.Light.Y, p.Light.Y, q.Light.Y);
        _blue = Through(o.Light.Z, p.Light.Z, q.Light.Z);
        return true;
    }

    private static float Cross(in ScreenVertex o, in ScreenVertex p, in ScreenVertex q) => (p.X - o.X) * (q.Y - o.Y) - (q.X - o.X) * (p.Y - o.Y);

    private void FillRow(int row, int edges, Texture? texture)
    {
        var y = row + 0.5f;
        var (left, right) = (_left, _right); // pixel middles that are covered at all
        var (solidLeft, solidRight) = (0f, (float)stride); // … and wholly
        for (var k = 0; k < edges; k++)
        {
            var (a, rest, slack) = (_a[k], _b[k] * y + _c[k], _slack[k]);
            if (MathF.Abs(a) < 1e-6f)
            {
                if (rest < -slack) return;
                if (rest < slack) solidRight = -1;
                continue;
            }
            var (outer, inner) = ((-slack - rest) / a, (slack - rest) / a);
            if (a > 0) (left, solidLeft) = (MathF.Max(left, outer), MathF.Max(solidLeft, inner));
            else (right, solidRight) = (MathF.Min(right, outer), MathF.Min(solidRight, inner));
        }
        var first = Math.Max(0, (int)MathF.Ceiling(left - 0.5f));
        var end = Math.Min(stride, (int)MathF.Ceiling(right - 0.5f));
        if (first >= end) return;
        var solidFirst = Math.Clamp((int)MathF.Ceiling(solidLeft - 0.5f), first, end);
        var solidEnd = Math.Clamp((int)MathF.Ceiling(solidRight - 0.5f), solidFirst, end);
        var level = texture is null ? 0 : LevelAt(texture, (first + end) * 0.5f, y);
        if (texture is null)
        {
            FillPlain(row, first, solidFirst, edges);
            FillPlain(row, solidFirst, solidEnd, 0);
            FillPlain(row, solidEnd, end, edges);
            return;
        }
        FillTextured(row, first, solidFirst, edges, texture, level);
        FillTextured(row, solidFirst, solidEnd, 0, texture, level);
        FillTextured(row, solidEnd, end, edges, texture, level);
    }

    // How many texels a pixel of this row covers decides which size of the texture is read.
    private int LevelAt(Texture texture, float x, float y)
    {
        var w = _w.At(x, y);
        if (w <= 0) return texture.Levels.Length - 1;
        var (u, v) = (_u.At(x, y) / w, _v.At(x, y) / w);
        var (sx, sy) = (texture.Levels[0].Width / w, texture.Levels[0].Height / w);
        var (ux, uy) = ((_u.X - u * _w.X) * sx, (_u.Y - u * _w.Y) * sx);
        var (vx, vy) = ((_v.X - v * _w.X) * sy, (_v.Y - v * _w.Y) * sy);
        // Between the mean and the larger side: a slanted face stays readable and shimmers little.
        var (across, down) = (ux * ux + vx * vx, uy * uy + vy * vy);
        var square = 0.35f * MathF.Max(across, down) + 0.65f * MathF.Sqrt(across * down);
        if (square <= 1) return 0;
        return Math.Min((int)(0.5f * MathF.Log2(square) + 0.4f), texture.Levels.Length - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float CoverAt(float x, float y, int edges)
    {
        var cover = 1f;
        for (var k = 0; k < edges; k++)
            if (_slack[k] > 0) cover *= Math.Clamp(_a[k] * x + _b[k] * y + _c[k] + 0.5f, 0f, 1f);
        return cover;
    }

    private void FillPlain(int row, int first, int end, int edges)
    {
        var y = row + 0.5f;
        var light = LightAt(first + 0.5f, y);
        var step = Vector128.Create(_red.X, _green.X, _blue.X, 0);
        ref var pixel = ref MemoryMarshal.GetArrayDataReference(pixels);
        ref var depth = ref MemoryMarshal.GetArrayDataReference(nearness);
        var w0 = _w.At(0.5f, y);
        for (var x = first; x < end; x++, light += step)
        {
            var k = row * stride + x;
            var w = w0 + _w.X * x;
            if (w <= Unsafe.Add(ref depth, k)) continue;
            Put(ref Unsafe.Add(ref pixel, k), ref Unsafe.Add(ref depth, k), light * Vector128.Create(255f), w, edges == 0 ? 1 : CoverAt(x + 0.5f, y, edges));
        }
    }

    private void FillTextured(int row, int first, int end, int edges, Texture texture, int index)
    {
        var y = row + 0.5f;
        ref readonly var level = ref texture.Levels[index];
        var light = LightAt(first + 0.5f, y);
        var step = Vector128.Create(_red.X, _green.X, _blue.X, 0);
        ref var pixel = ref MemoryMarshal.GetArrayDataReference(pixels);
        ref var depth = ref MemoryMarshal.GetArrayDataReference(nearness);
        ref var texels = ref MemoryMarshal.GetArrayDataReference(level.Texels);
        var (w0, u0, v0) = (_w.At(0.5f, y), _u.At(0.5f, y), _v.At(0.5f, y));
        var (maxU, maxV) = ((level.Width - 1) * 256, (level.Height - 1) * 256);
        var (scaleU, scaleV) = (level.Width * 256f, level.Height * 256f);
        for (var x = first; x < end; x++, light += step)
        {
            var k = row * stride + x;
            var w = w0 + _w.X * x;
            if (w <= Unsafe.Add(ref depth, k)) continue;
            var z = 1 / w;
            var u = Math.Clamp((int)((u0 + _u.X * x) * z * scaleU) - 128, 0, maxU);
            var v = Math.Clamp((int)((v0 + _v.X * x) * z * scaleV) - 128, 0, maxV);
            var c = Texture.Bilinear(ref Unsafe.Add(ref texels, (v >> 8) * level.Stride + (u >> 8)), level.Stride, u & 255, v & 255);
            var alpha = c.GetElement(3);
            if (alpha < 0x0400) continue;
            var cover = (edges == 0 ? 1 : CoverAt(x + 0.5f, y, edges)) * (alpha >= 0xFE00 ? 1 : alpha * (1 / 65280f));
            Put(ref Unsafe.Add(ref pixel, k), ref Unsafe.Add(ref depth, k),
                Vector128.ConvertToSingle(Vector128.WidenLower(c)) * light * Vector128.Create(1 / 256f), w, cover);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<float> LightAt(float x, float y) => Vector128.Create(_red.At(x, y), _green.At(x, y), _blue.At(x, y), 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref uint pixel, ref float depth, Vector128<float> colour, float w, float cover)
    {
        if (cover < 0.999f)
        {
            if (cover <= 0.004f) return;
            var bytes = Vector128.CreateScalarUnsafe(pixel).AsByte();
            var below = Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32());
            colour = below + (Vector128.Min(colour, Vector128.Create(255f)) - below) * cover;
        }
        if (cover > 0.5f) depth = w;
        var channels = Vector128.ConvertToInt32(Vector128.Max(Vector128.Min(colour, Vector128.Create(255f)), Vector128<float>.Zero) + Vector128.Create(0.5f));
        var narrow = Vector128.Narrow(channels.AsUInt32(), Vector128<uint>.Zero);
        pixel = Vector128.Narrow(narrow, Vector128<ushort>.Zero).AsUInt32().ToScalar();
    }
}
