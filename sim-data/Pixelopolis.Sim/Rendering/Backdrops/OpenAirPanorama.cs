using System.Numerics;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering.Backdrops;

/// <summary>Under the sky: a garden, hills, or a roof among a city's towers. Sun and clouds as the seed has them.</summary>
internal sealed class OpenAirPanorama : IPanorama
{
    private readonly NoiseTile _noise;
    private readonly Vector3 _sun, _zenith, _haze, _green, _deck;
    private readonly float _cloud, _sunset, _hedge;
    private readonly Surroundings _kind;

    public OpenAirPanorama(Appearance look)
    {
        var dice = Dice.For(look.Seed, "open air");
        (_noise, _kind) = (new NoiseTile(dice), look.Surroundings);
        _sunset = dice.Chance(0.3) ? dice.Between(0.4f, 1f) : 0;
        var height = _sunset > 0 ? 0.08f : MathF.Min(look.LampElevation, 0.75f);
        _sun = Vector3.Normalize(new Vector3(MathF.Cos(height), 0, MathF.Sin(height)));
        _zenith = Vector3.Lerp(new(0.16f, 0.34f, 0.72f), new(0.12f, 0.14f, 0.30f), _sunset);
        _haze = Vector3.Lerp(new(0.62f, 0.74f, 0.88f), new(0.95f, 0.55f, 0.32f), _sunset);
        _cloud = dice.Between(-0.35f, 0.55f);
        _green = dice.Colour(new(0.05f, 0.11f, 0.03f), new(0.12f, 0.22f, 0.05f), 0.2f);
        _deck = dice.Of(new Vector3(0.30f, 0.20f, 0.12f), new Vector3(0.28f), new Vector3(0.22f, 0.20f, 0.18f));
        _hedge = dice.Between(0.06f, 0.22f);
    }

    public Vector3 At(Vector3 d)
    {
        var azimuth = MathF.Atan2(d.Y, d.X);
        var up = MathF.Asin(d.Z);
        if (up < 0) return Ground(d, azimuth);
        var c = _kind switch
        {
            Surroundings.Garden => Garden(azimuth, up),
            Surroundings.Skyline => Towers(azimuth, up),
            _ => Hills(azimuth, up),
        };
        return c ?? Sky(d);
    }

    private Vector3 Sky(Vector3 d)
    {
        var t = MathF.Pow(1 - Math.Clamp(d.Z, 0, 1), 4);
        var c = Vector3.Lerp(_zenith, _haze, t);
        var towardsSun = MathF.Max(0, Vector3.Dot(d, _sun));
        c += new Vector3(1.0f, 0.75f, 0.45f) * (0.25f + _sunset) * MathF.Pow(towardsSun, 24);
        var flat = 1.4f / (d.Z + 0.12f);
        var cover = _noise.Fractal(d.X * flat + 40, d.Y * flat + 40, 6) + _cloud;
        var dense = Math.Clamp(cover * 2.2f, 0, 1) * Math.Clamp(d.Z * 12, 0, 1);
        var white = Vector3.Lerp(new Vector3(0.95f), new Vector3(1.0f, 0.72f, 0.55f), _sunset) * (1.08f - 0.45f * Math.Clamp(cover, 0, 1));
        c = Vector3.Lerp(c, white, dense * 0.9f);
        if (towardsSun > 0.9992f) c = new Vector3(12, 11, 9) * (1 - 0.8f * dense);
        return c;
    }

    private Vector3 Ground(Vector3 d, float azimuth)
    {
        const float Eye = 0.87f;
        var reach = Eye / MathF.Max(0.01f, -d.Z);
        var (x, y) = (d.X * reach, d.Y * reach);
        var fade = Math.Clamp((reach - 8) / 30, 0, 1);
        var near = _kind == Surroundings.Skyline || (_kind == Surroundings.Garden && reach < 3.2f) ? Deck(x, y) : Lawn(x, y);
        return Vector3.Lerp(near, Vector3.Lerp(_green, _haze, 0.4f), fade) * (0.9f + 0.1f * MathF.Cos(azimuth));
    }

    private Vector3 Lawn(float x, float y) => _green * 1.5f * (1 + 0.25f * _noise.Fractal(x * 3, y * 3, 4));

    private Vector3 Deck(float x, float y)
    {
        var board = MathF.Floor(y / 0.14f);
        var seam = y / 0.14f - board < 0.06f ? 0.35f : 1;
        return _deck * seam * (1 + 0.2f * _noise.Raw((int)board, 3) + 0.1f * _noise.At(x * 2, board * 5));
    }

    // Bushes in front, trees behind: outlines of noise, darker below, dappled.
    private Vector3? Garden(float azimuth, float up)
    {
        var a = azimuth * 40 / MathF.PI + 80;
        var hedge = _hedge * (0.55f + 0.35f * _noise.Fractal(a * 0.5f, 3, 5));
        var tree = _hedge * 1.2f * (0.6f + 1.1f * _noise.Fractal(a * 0.22f, 9, 5)) + 0.03f;
        if (up > MathF.Max(hedge, tree)) return null;
        var front = up < hedge;
        var leaf = _noise.Fractal(a * 2.4f, up * 70, 4);
        var lit = 0.55f + 0.9f * up / MathF.Max(0.02f, front ? hedge : tree) + 0.55f * leaf;
        var c = _green * (front ? 1.15f : 0.8f) * lit * (1 + 0.35f * MathF.Cos(azimuth + MathF.PI));
        if (front && _noise.Raw((int)(a * 6), (int)(up * 220)) > 0.93f) c = Vector3.Lerp(c, new Vector3(0.75f, 0.25f, 0.35f), 0.6f); // blossoms
        return Vector3.Max(c, new Vector3(0.004f));
    }

    private Vector3? Hills(float azimuth, float up)
    {
        var a = azimuth * 8 / MathF.PI + 40;
        for (var k = 0; k < 4; k++)
        {
            var ridge = (0.02f + 0.035f * k) * (1 + 0.9f * _noise.Fractal(a * (1.6f - 0.3f * k) + 13 * k, 5 + 7 * k, 5));
            if (up > ridge) continue;
            var c = Vector3.Lerp(_green * (1 + 0.5f * _noise.Fractal(a * 12, up * 90 + k * 9, 4)), _haze, 0.14f + 0.2f * k);
            return c * (0.85f + 0.3f * up / ridge);
        }
        return null;
    }

    private Vector3? Towers(float azimuth, float up)
    {
        if (up < 0.014f) return new Vector3(0.18f); // the roof's parapet
        for (var layer = 0; layer < 3; layer++)
        {
            var wide = 0.055f + 0.012f * layer;
            var place = azimuth / wide + layer * 0.4f + 600;
            var lot = (int)MathF.Floor(place);
            var top = (0.05f + 0.045f * layer) * (1.2f + 1.1f * _noise.Raw(lot, 20 + layer));
            var across = place - lot;
            if (up > top || across < 0.06f) continue;
            var tone = new Vector3(0.25f + 0.15f * _noise.Raw(lot, 40 + layer)) + new Vector3(0.07f, 0.03f, 0) * _noise.Raw(lot, 60);
            var (windowX, windowY) = ((int)(across * 9), (int)(up * 160));
            var glass = across * 9 - windowX > 0.3f && up * 160 - windowY > 0.35f;
            var lamp = glass && _noise.Raw(lot * 11 + windowX, windowY * 3 + layer) > (_sunset > 0 ? 0.1f : 0.85f);
            var c = lamp ? new Vector3(0.95f, 0.7f, 0.35f) : glass ? Vector3.Lerp(tone * 0.45f, _haze, 0.25f) : tone * (1 - 0.5f * _sunset);
            return Vector3.Lerp(c, _haze, 0.10f + 0.22f * layer);
        }
        return null;
    }
}
