using System.Numerics;

namespace Pixelopolis.Sim.Scenarios;

/// <summary>What a table, or the ground between the roads, is covered with.</summary>
public enum Surface { Wood, Planks, Carpet, Lawn, Concrete, Felt, Cork, Paper, CuttingMat, Tiles, Cloth, Paving, Sand }

/// <summary>What stands around the table.</summary>
public enum Surroundings { LivingRoom, Office, Hall, Studio, Garden, Skyline, Hills }

/// <summary>
/// How a world looks. Colours are linear light, 0..1 for each of red, green and blue; lengths metres, angles radians.
/// </summary>
public sealed record Appearance
{
    /// <summary>What every detail that is not listed here is rolled from.</summary>
    public ulong Seed { get; init; } = 1;

    public Vector3 Asphalt { get; init; } = new(0.052f, 0.054f, 0.060f);

    /// <summary>How uneven the asphalt is: patches, stains and grain, 0..1.</summary>
    public float AsphaltTexture { get; init; } = 0.30f;

    /// <summary>How much the wheels have darkened (or, below 0, polished) their tracks, −1..1.</summary>
    public float WheelTracks { get; init; } = 0.15f;

    /// <summary>Cracks in each square metre of road.</summary>
    public float Cracks { get; init; }

    public Vector3 Paint { get; init; } = new(0.84f, 0.84f, 0.82f);

    /// <summary>How much of the paint is worn off, 0..1.</summary>
    public float PaintWear { get; init; } = 0.10f;

    public Vector3 Kerb { get; init; } = new(0.46f, 0.45f, 0.43f);

    /// <summary>Metres; 0 is a kerb that is only painted.</summary>
    public float KerbHeight { get; init; } = 0.006f;

    public Vector3 Pavement { get; init; } = new(0.33f, 0.31f, 0.29f);

    /// <summary>From the kerb outwards, metres, at most 0.085.</summary>
    public float PavementWidth { get; init; } = 0.07f;

    /// <summary>The ground inside the blocks, between the roads.</summary>
    public Surface Blocks { get; init; } = Surface.Lawn;
    public Vector3 BlockColour { get; init; } = new(0.115f, 0.22f, 0.055f);

    /// <summary>The table the city stands on, and how far it goes on past the last road.</summary>
    public Surface Table { get; init; } = Surface.Wood;
    public Vector3 TableColour { get; init; } = new(0.40f, 0.25f, 0.14f);
    public float TableMargin { get; init; } = 0.75f;

    /// <summary>The main lamp or the sun: where it stands, how much of the light comes from it (0..1) and how soft its shadows' outlines are (metres).</summary>
    public float LampAzimuth { get; init; } = 2.2f;
    public float LampElevation { get; init; } = 0.85f;
    public float LampShare { get; init; } = 0.62f;
    public float ShadowSoftness { get; init; } = 0.012f;

    /// <summary>Colour temperatures in kelvin as the camera's white balance leaves them: 6500 is neutral.</summary>
    public float LampKelvin { get; init; } = 5600;
    public float SkyKelvin { get; init; } = 7600;

    /// <summary>1 shows a white sheet in full light as nearly white.</summary>
    public float Exposure { get; init; } = 1.05f;

    public Surroundings Surroundings { get; init; } = Surroundings.LivingRoom;
    public float BackdropRotation { get; init; }
    public float BackdropExposure { get; init; } = 1.0f;

    /// <summary>How many trees and lamps line the streets and how many things lie about on the table, 0..1.</summary>
    public float Greenery { get; init; } = 0.6f;
    public float Clutter { get; init; } = 0.5f;

    /// <summary>The share of windows with a light behind them, 0..1.</summary>
    public float LitWindows { get; init; } = 0.12f;

    /// <summary>How the signs are drawn and worn; null for the showroom's own, new and straight.</summary>
    public SignLook? Signs { get; init; }

    /// <summary>Camera: standard deviation of the blur in pixels, of the noise in 8-bit steps; JPEG quality 1..100, 0 for none; darkening in the corners 0..1.</summary>
    public float Blur { get; init; } = 0.35f;
    public float Noise { get; init; } = 1.2f;
    public int JpegQuality { get; init; } = 92;
    public float Vignetting { get; init; } = 0.15f;

    /// <summary>The city in good light, as a visitor should meet it.</summary>
    public static Appearance Showroom { get; } = new();

    /// <summary>A world's look, rolled from a seed around <see cref="Showroom"/>; variety 0 is the showroom itself, 1 is all that is known to occur.</summary>
    public static Appearance FromSeed(ulong seed, double variety = 1.0) => AppearanceRoll.From(seed, (float)variety);
}
