using System.Numerics;

namespace Pixelopolis.Sim.Scenarios;

/// <summary>
/// How a world looks. Colours are linear light, 0..1 for each of red, green and blue; lengths metres, angles radians.
/// </summary>
public sealed record Appearance
{
    /// <summary>What every detail that is not listed here is rolled from.</summary>
    public ulong Seed { get; init; } = 1;

    public Vector3 Asphalt { get; init; } = new(0.050f, 0.052f, 0.057f);

    /// <summary>How uneven the asphalt is: patches, stains and grain, 0..1.</summary>
    public float AsphaltTexture { get; init; } = 0.35f;

    public Vector3 Paint { get; init; } = new(0.82f, 0.82f, 0.80f);

    /// <summary>How much of the paint is worn off, 0..1.</summary>
    public float PaintWear { get; init; } = 0.12f;

    public Vector3 Kerb { get; init; } = new(0.42f, 0.42f, 0.42f);

    /// <summary>Metres; 0 is a kerb that is only painted.</summary>
    public float KerbHeight { get; init; } = 0.005f;

    public Vector3 Pavement { get; init; } = new(0.27f, 0.26f, 0.25f);

    /// <summary>From the kerb outwards, metres, at most 0.085.</summary>
    public float PavementWidth { get; init; } = 0.06f;

    public Vector3 Table { get; init; } = new(0.36f, 0.23f, 0.13f);

    /// <summary>Camera: standard deviation of the blur in pixels, of the noise in 8-bit steps; JPEG quality 1..100, 0 for none; darkening in the corners 0..1.</summary>
    public float Blur { get; init; } = 0.5f;
    public float Noise { get; init; } = 1.5f;
    public int JpegQuality { get; init; } = 88;
    public float Vignetting { get; init; } = 0.18f;

    /// <summary>The city in good light, as a visitor should meet it.</summary>
    public static Appearance Showroom { get; } = new();

    /// <summary>A world's look, rolled from a seed around <see cref="Showroom"/>; variety 0 is the showroom itself, 1 is all that is known to occur.</summary>
    public static Appearance FromSeed(ulong seed, double variety = 1.0)
    {
        var dice = Dice.For(seed, "appearance");
        var v = (float)variety;
        return Showroom with
        {
            Seed = seed,
            Asphalt = Vector3.Lerp(Showroom.Asphalt, dice.Colour(new(0.02f), new(0.16f)), v),
            AsphaltTexture = Towards(Showroom.AsphaltTexture, dice.Between(0.05f, 1f), v),
            Paint = Vector3.Lerp(Showroom.Paint, dice.Colour(new(0.5f), new(0.95f)), v),
            PaintWear = Towards(Showroom.PaintWear, dice.Between(0f, 0.5f), v),
            Table = Vector3.Lerp(Showroom.Table, dice.Colour(new(0.05f), new(0.6f), 0.4f), v),
            Blur = Towards(Showroom.Blur, dice.Between(0f, 1.2f), v),
            Noise = Towards(Showroom.Noise, dice.Between(0f, 7f), v),
            Vignetting = Towards(Showroom.Vignetting, dice.Between(0f, 0.5f), v),
        };
    }

    private static float Towards(float from, float to, float by) => from + (to - from) * by;
}
