using System.Numerics;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering.Backdrops;

/// <summary>What hangs and opens on a room's four walls: 0 has the windows or the stage, the others follow counter-clockwise.</summary>
internal sealed class RoomWalls(RoomStyle style, NoiseTile noise)
{
    /// <param name="along">Metres from the wall's left end, <paramref name="up"/> from the floor.</param>
    public Vector3 At(int wall, float along, float up, float wide, float high, Vector3 direction)
    {
        if (style.Kind == Surroundings.Hall) return Banners(wall, along, up, wide, high);
        if (up < 0.09f) return new Vector3(0.6f) * 0.9f; // skirting
        var paint = (wall == 2 ? style.Feature : style.Wall) * (1 + 0.025f * noise.Fractal(along * 3, up * 3, 3));
        return wall switch
        {
            0 when style.Windows => Window(along, up, wide, direction) ?? paint * 0.62f,
            1 => Shelf(along, up, wide) ?? Pictures(wall, along, up) ?? paint,
            2 => Door(along, up) ?? Pictures(wall, along - 1.2f, up) ?? paint,
            _ => style.Kind == Surroundings.Office ? Board(along, up, wide) ?? paint : Pictures(wall, along, up) ?? paint,
        };
    }

    private Vector3? Window(float along, float up, float wide, Vector3 direction)
    {
        const float Period = 1.7f, Width = 1.3f;
        var (from, to) = style.Kind == Surroundings.Office ? (0.95f, 2.25f) : (0.55f, 2.2f);
        if (along < 0.3f || along > wide - 0.3f) return null;
        var x = (along - 0.3f) % Period - (Period - Width) / 2;
        if (style.Kind != Surroundings.Office && x is < 0 or > Width && up < 2.35f) // curtains
            return style.Accent * (0.55f + 0.35f * MathF.Sin(x * 48)) + new Vector3(0.12f);
        if (x < 0 || x > Width || up < from || up > to) return null;
        if (x < 0.05f || x > Width - 0.05f || up - from < 0.05f || to - up < 0.05f || MathF.Abs(x - Width / 2) < 0.022f) return new Vector3(0.5f);
        if (style.Kind == Surroundings.Office && up > 1.7f && up % 0.05f < 0.03f) return new Vector3(0.75f); // blinds
        return Outdoors(direction);
    }

    private Vector3 Outdoors(Vector3 d)
    {
        var a = MathF.Atan2(d.Y, d.X) * 14;
        var skyline = 0.05f + 0.06f * noise.Fractal(a + 30, 7, 4);
        if (d.Z > skyline) return style.Outside * (1 + 0.6f * d.Z);
        return style.Outside * new Vector3(0.16f, 0.24f, 0.10f) * (1.2f + 0.7f * noise.Fractal(a * 4, d.Z * 60, 4));
    }

    private Vector3? Shelf(float along, float up, float wide)
    {
        const float Deep = 0.36f;
        var (left, right) = (wide * 0.18f, wide * 0.62f);
        if (along < left || along > right || up > 2.05f) return null;
        var row = (int)(up / Deep);
        var inside = up - row * Deep;
        if (inside < 0.025f || (along - left) % 0.85f < 0.025f) return new Vector3(0.42f, 0.30f, 0.19f);
        var book = (int)(along / 0.042f);
        var tall = 0.22f + 0.08f * noise.Raw(book, row * 7);
        if (inside > tall || noise.Raw(book / 5, row * 13 + 3) > 0.62f) return new Vector3(0.10f, 0.075f, 0.05f);
        var grey = 0.26f + 0.22f * noise.Raw(book, row + 140);
        var hue = new Vector3(grey + 0.16f * noise.Raw(book, row + 50), grey + 0.07f * noise.Raw(book, row + 80), grey * 0.9f + 0.10f * noise.Raw(book, row + 110));
        hue = Vector3.Max(hue, new Vector3(0.02f));
        return hue * (along % 0.042f < 0.005f ? 0.4f : 1);
    }

    private Vector3? Pictures(int wall, float along, float up)
    {
        var place = (int)MathF.Floor(along / 1.35f);
        if (noise.Raw(place, wall * 31 + 5) < -0.1f) return null;
        var (w, h) = (0.3f + 0.12f * noise.Raw(place, wall + 70), 0.28f + 0.1f * noise.Raw(place, wall + 90));
        var (x, y) = (along - (place + 0.5f) * 1.35f, up - 1.5f);
        if (MathF.Abs(x) > w || MathF.Abs(y) > h) return null;
        if (MathF.Abs(x) > w - 0.03f || MathF.Abs(y) > h - 0.03f) return new Vector3(0.06f, 0.045f, 0.03f);
        if (MathF.Abs(x) > w - 0.09f || MathF.Abs(y) > h - 0.09f) return new Vector3(0.75f);
        var n = noise.Fractal(x * 9 + place * 11, y * 9 + wall * 5, 4);
        return Vector3.Clamp(style.Accent + new Vector3(0.3f + 0.5f * n, 0.25f + 0.35f * noise.At(x * 6 + place, y * 6), 0.3f - 0.4f * n), new Vector3(0.03f), new Vector3(0.9f));
    }

    private static Vector3? Door(float along, float up)
    {
        var x = along - 0.7f;
        if (x is < 0 or > 0.95f || up > 2.08f) return null;
        if (x is < 0.06f or > 0.89f || up > 2.02f) return new Vector3(0.62f);
        if (MathF.Abs(x - 0.80f) < 0.03f && MathF.Abs(up - 1.02f) < 0.02f) return new Vector3(0.5f, 0.45f, 0.35f);
        var panel = x is > 0.2f and < 0.75f && up % 0.9f is > 0.15f and < 0.8f;
        return new Vector3(0.50f, 0.47f, 0.42f) * (panel ? 0.88f : 1);
    }

    private Vector3? Board(float along, float up, float wide)
    {
        var x = along - wide * 0.3f;
        if (x is < 0 or > 2.2f || up is < 0.95f or > 2.05f) return null;
        if (x is < 0.03f or > 2.17f || up is < 0.98f or > 2.02f) return new Vector3(0.35f);
        var ink = noise.Fractal(x * 5, up * 7, 2) > 0.22f && MathF.Abs(noise.At(x * 60, up * 22)) < 0.12f;
        return ink ? style.Accent : new Vector3(0.82f);
    }

    // The hall: coloured banners from the ceiling, a bright stage at the front, rails of light.
    private Vector3 Banners(int wall, float along, float up, float wide, float high)
    {
        if (wall == 0 && up is > 0.9f and < 3.4f && along > wide * 0.25f && along < wide * 0.75f)
        {
            var n = noise.Fractal(along * 1.2f, up * 1.2f, 4);
            return (style.Accent * (1.6f + n) + new Vector3(0.2f)) * (((int)(along * 12) + (int)(up * 12)) % 2 == 0 ? 1 : 0.92f);
        }
        var place = (int)MathF.Floor(along / 1.9f);
        var x = along - place * 1.9f;
        if (x is > 0.35f and < 1.5f && up > 1.1f && up < high - 0.5f && noise.Raw(place, wall + 9) > -0.35f)
        {
            var hue = ((place + wall) % 4) switch { 0 => new Vector3(0.06f, 0.20f, 0.62f), 1 => new Vector3(0.62f, 0.06f, 0.05f), 2 => new Vector3(0.72f, 0.45f, 0.02f), _ => new Vector3(0.04f, 0.36f, 0.12f) };
            var sign = up is > 2.0f and < 2.7f && (x - 0.92f) * (x - 0.92f) + (up - 2.35f) * (up - 2.35f) < 0.08f;
            return sign ? new Vector3(0.8f) : hue * (0.55f + 0.3f * up / high);
        }
        return style.Wall * (0.6f + 0.5f * MathF.Exp(-MathF.Abs(up - 2.5f)));
    }
}
