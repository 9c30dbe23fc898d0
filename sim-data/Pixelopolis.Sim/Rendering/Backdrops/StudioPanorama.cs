using System.Numerics;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering.Backdrops;

/// <summary>A photographer's studio: a seamless wall, lighter where the lamps stand, and the lamps themselves.</summary>
internal sealed class StudioPanorama : IPanorama
{
    private readonly Vector3 _wall, _floor;
    private readonly (Vector3 At, float Size)[] _lamps;

    public StudioPanorama(Appearance look)
    {
        var dice = Dice.For(look.Seed, "studio");
        _wall = dice.Chance(0.5) ? new Vector3(dice.Between(0.15f, 0.7f)) : dice.Colour(new(0.1f), new(0.6f), 0.6f);
        _floor = _wall * dice.Between(0.5f, 0.9f);
        _lamps = [.. Enumerable.Range(0, 2 + dice.Below(3)).Select(k => (Direction(k == 0 ? 0 : dice.Between(-3.1f, 3.1f), dice.Between(0.2f, 0.6f)), dice.Between(0.06f, 0.14f)))];
    }

    public Vector3 At(Vector3 d)
    {
        var t = Math.Clamp(0.5f + d.Z * 2.2f, 0, 1);
        var c = Vector3.Lerp(_floor, _wall, t * t * (3 - 2 * t)) * (0.85f + 0.25f * d.X);
        foreach (var (at, size) in _lamps)
        {
            var side = Vector3.Normalize(Vector3.Cross(Vector3.UnitZ, at));
            var (x, y) = (Vector3.Dot(d, side), Vector3.Dot(d, Vector3.Cross(at, side)));
            if (Vector3.Dot(d, at) < 0) continue;
            if (MathF.Abs(x) < size && MathF.Abs(y) < size * 0.8f) c = new Vector3(3.2f, 3.1f, 3.0f);
            else if (MathF.Abs(x) < size + 0.008f && MathF.Abs(y) < size * 0.8f + 0.008f) c = new Vector3(0.02f);
            else if (MathF.Abs(x) < 0.006f && y < 0) c = new Vector3(0.03f); // its stand
            c += new Vector3(0.35f) * MathF.Exp(-(x * x + y * y) * 6);
        }
        return c;
    }

    private static Vector3 Direction(float azimuth, float up) =>
        new(MathF.Cos(up) * MathF.Cos(azimuth), MathF.Cos(up) * MathF.Sin(azimuth), MathF.Sin(up));
}
