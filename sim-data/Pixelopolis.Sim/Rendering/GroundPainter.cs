using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pixelopolis.Sim.Roads;

namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// Draws a row of the ground: each run of 16 pixels is met exactly at its ends by rays and linearly between them. Further off a
/// pixel covers much more ground lengthwise than across, so several samples are taken along it.
/// </summary>
internal sealed class GroundPainter(GroundRaster ground, int width)
{
    public const int Run = 16;
    private const int MaxLengthwise = 4;
    private const float FarthestRay = 60f; // metres: past it a ray counts as one to the horizon

    private readonly Crossing[] _crossings = new Crossing[width / Run + 1];
    private readonly GroundSampler _sampler = new(ground);

    private struct Crossing
    {
        public float X, Y;          // texels of the raster
        public float Across, Along; // texels that a pixel covers
        public bool Hits, OnTable;
    }

    /// <summary>Finds where the row's rays meet the ground.</summary>
    /// <returns>Whether the row shows anything but the table, so that the backdrop must be drawn first.</returns>
    public bool Aim(in View view, int row)
    {
        var perTexel = (float)(1 / ground.MetresPerPixel);
        var v = row + 0.5f;
        var all = true;
        for (var k = 0; k < _crossings.Length; k++)
        {
            var ray = view.Ray(k * Run, v);
            ref var c = ref _crossings[k];
            var t = view.Eye.Z / -ray.Z;
            c.Hits = ray.Z < 0 && t < FarthestRay;
            if (!c.Hits) { all = c.OnTable = false; continue; }
            var (x, y) = (view.Eye.X + t * ray.X, view.Eye.Y + t * ray.Y);
            c.OnTable = ground.Table.Contains(x, y);
            (c.X, c.Y) = ((float)(x - ground.Bounds.X0) * perTexel, (float)(y - ground.Bounds.Y0) * perTexel);
            c.Across = t / view.Focal * perTexel;
            c.Along = c.Across * MathF.Sqrt(ray.LengthSquared()) / -ray.Z;
            all &= ground.Table.Inflated(-2 * c.Along * ground.MetresPerPixel).Contains(x, y); // the rim's pixels show both
        }
        return !all;
    }

    /// <summary>Draws what of the row is ground; the rest is left as it was.</summary>
    public void Paint(in View view, Span<uint> row)
    {
        var perTexel = 1 / ground.MetresPerPixel;
        var (eyeX, eyeY) = ((float)((view.Eye.X - ground.Bounds.X0) * perTexel), (float)((view.Eye.Y - ground.Bounds.Y0) * perTexel));
        for (var k = 0; k + 1 < _crossings.Length; k++)
        {
            ref var a = ref _crossings[k];
            ref var b = ref _crossings[k + 1];
            if (!a.Hits || !b.Hits || !(a.OnTable || b.OnTable)) continue;
            var (dx, dy) = ((b.X - a.X) / Run, (b.Y - a.Y) / Run);
            var (x, y) = (a.X + dx / 2, a.Y + dy / 2);
            var (across, along) = ((a.Across + b.Across) / 2, (a.Along + b.Along) / 2);
            var samples = along <= 1.25f || along <= 1.5f * across ? 1 : along <= 3 * MathF.Max(across, 0.6f) ? 2 : MaxLengthwise;
            var (ux, uy) = (x - eyeX, y - eyeY);
            var away = along / samples / MathF.Max(1e-6f, MathF.Sqrt(ux * ux + uy * uy));
            var run = new GroundRun(x, y, dx, dy, ux * away, uy * away, samples, across, along / samples);
            var pixels = row.Slice(k * Run, Run);
            if (_sampler.Holds(run)) _sampler.Paint(run, pixels);
            else _sampler.PaintBorder(run, pixels);
        }
    }
}

/// <summary>Sixteen pixels of ground, in texels of the raster: the first one's middle, the step to the next, the step to the next sample lengthwise.</summary>
internal readonly record struct GroundRun(float X, float Y, float StepX, float StepY, float AwayX, float AwayY, int Samples, float Across, float Along);
