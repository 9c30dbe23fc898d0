using System.Numerics;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// The light of a world: one far lamp or sun, and what comes evenly from above and, weaker, from the ground. Linear light, already
/// multiplied by the camera's exposure: a white sheet that lies in full light shows <see cref="OnGround"/>.
/// </summary>
internal readonly record struct SceneLight(Vector3 ToSun, Vector3 Sun, Vector3 Sky, Vector3 Bounce)
{
    public Vector3 OnGround => Sky + Sun * ToSun.Z;

    public static SceneLight Of(Appearance look)
    {
        var (sin, cos) = MathF.SinCos(look.LampElevation);
        var toSun = new Vector3(cos * MathF.Cos(look.LampAzimuth), cos * MathF.Sin(look.LampAzimuth), sin);
        // A low lamp lights what stands more than what lies: it is given its share of the ground's light, within reason.
        var sun = Tint(look.LampKelvin) * (look.LampShare * look.Exposure / MathF.Max(0.45f, sin));
        var sky = Tint(look.SkyKelvin) * ((1 - look.LampShare) * look.Exposure);
        return new SceneLight(toSun, sun, sky, 0.35f * (sky + 0.5f * sun * look.BlockColour));
    }

    /// <summary>What falls on a surface that looks along a unit normal.</summary>
    public Vector3 On(Vector3 normal, float sunlit = 1) =>
        Vector3.Lerp(Bounce, Sky, 0.5f + 0.5f * normal.Z) + Sun * (sunlit * MathF.Max(0, Vector3.Dot(normal, ToSun)));

    /// <summary>How a colour under this light is displayed, 0..1 per channel.</summary>
    public static Vector3 Display(Vector3 light) => new Vector3(Tone.Channel(light.X), Tone.Channel(light.Y), Tone.Channel(light.Z)) / 255f;

    /// <summary>The factor on a displayed colour that this much light makes: near enough to a power of 1/2.</summary>
    public static Vector3 Factor(Vector3 light) => Vector3.SquareRoot(Vector3.Max(light, Vector3.Zero));

    /// <summary>A black body's colour with a luminance of 1, neutral at 6500 K (Krystek 1985 for the locus, sRGB primaries).</summary>
    public static Vector3 Tint(float kelvin)
    {
        static Vector3 Raw(float t)
        {
            var (t2, d) = (t * t, 1 - 2.89741816e-5f * t + 1.61456053e-7f * t * t);
            var u = (0.860117757f + 1.54118254e-4f * t + 1.28641212e-7f * t2) / (1 + 8.42420235e-4f * t + 7.08145163e-7f * t2);
            var v = (0.317398726f + 4.22806245e-5f * t + 4.20481691e-8f * t2) / d;
            var (x, y) = (3 * u / (2 * u - 8 * v + 4), 2 * v / (2 * u - 8 * v + 4));
            var (bigX, bigZ) = (x / y, (1 - x - y) / y);
            return new Vector3(3.2406f * bigX - 1.5372f - 0.4986f * bigZ, -0.9689f * bigX + 1.8758f + 0.0415f * bigZ, 0.0557f * bigX - 0.2040f + 1.0570f * bigZ);
        }
        var c = Vector3.Max(Raw(Math.Clamp(kelvin, 1500, 15000)) / Raw(6500), new Vector3(0.02f));
        return c / Vector3.Dot(c, new Vector3(0.2126f, 0.7152f, 0.0722f));
    }
}
