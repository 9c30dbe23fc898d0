using System.Numerics;
using OpenCvSharp;
using Pixelopolis.City;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

internal enum ArrowHead { Plain, Round, Swept }

/// <summary>How one sign is drawn and worn. Colours are 0xRRGGBB; widths and sizes are factors on the showroom's; wear is 0..1.</summary>
internal sealed record SignStyle
{
    /// <summary>How many signs of one class in a world differ in drawing and wear; the others repeat them.</summary>
    public const int FacesOfAClass = 3;

    public static SignStyle Showroom { get; } = new();

    public uint Red { get; init; } = 0xC1121F;
    public uint Blue { get; init; } = 0x0B4EA2;
    public uint White { get; init; } = 0xF4F4F0;
    public uint Black { get; init; } = 0x141414;
    public uint Yellow { get; init; } = 0xF9C80E;
    public double Border { get; init; } = 1;
    public double Stroke { get; init; } = 1;
    public double GlyphWidth { get; init; } = 1;
    public double GlyphHeight { get; init; } = 1;
    public HersheyFonts Font { get; init; } = HersheyFonts.HersheySimplex;
    public ArrowHead Arrow { get; init; }

    /// <summary>Which figure walks, which bus stops, and other choices between two drawings.</summary>
    public int Walker { get; init; }
    public int Bus { get; init; }
    public int Variant { get; init; }

    public float Fading { get; init; }
    public float Dirt { get; init; }
    public float Gloss { get; init; }
    public float Rust { get; init; }
    public float Flaking { get; init; }
    public int Scratches { get; init; }
    public bool Sticker { get; init; }

    /// <summary>Where each blotch, scratch and sticker goes.</summary>
    public ulong WearSeed { get; init; }

    /// <summary>One of the <see cref="FacesOfAClass"/> that a class has in a world; what is held out is said at <see cref="SignFamily"/>.</summary>
    public static SignStyle Roll(SignLook look, SignClass sign, int number)
    {
        var dice = Dice.For(look.Seed, FormattableString.Invariant($"{look.Family} sign {(int)sign} {number}"));
        var (validates, tests) = (look.Family == SignFamily.Validation, look.Family == SignFamily.Test);
        HersheyFonts[] known = [HersheyFonts.HersheySimplex, HersheyFonts.HersheyDuplex, HersheyFonts.HersheyComplex];
        var (font, newFont) = (dice.Of<HersheyFonts>(known), dice.Chance(0.5));
        var (arrow, walker, bus) = (dice.Chance(0.5), dice.Below(2), dice.Below(2));
        var (newWalker, newBus, newWear) = (dice.Chance(0.5), dice.Chance(0.5), dice.Chance(0.5));
        return new SignStyle
        {
            Red = Off(0xC1121F, ref dice, 26),
            Blue = Off(0x0B4EA2, ref dice, 30),
            White = Off(0xEEEEEA, ref dice, 14),
            Black = Off(0x1C1C1C, ref dice, 14),
            Yellow = Off(0xF2C014, ref dice, 22),
            Border = dice.Between(0.75, 1.3),
            Stroke = dice.Between(0.8, 1.2),
            GlyphWidth = dice.Between(0.84, 1.06),
            GlyphHeight = dice.Between(0.84, 1.12),
            Font = !newFont ? font : validates ? HersheyFonts.HersheyPlain : tests ? HersheyFonts.HersheyTriplex : font,
            Arrow = !arrow ? ArrowHead.Plain : validates ? ArrowHead.Round : tests ? ArrowHead.Swept : ArrowHead.Plain,
            Walker = validates && newWalker ? 2 : walker,
            Bus = tests && newBus ? 2 : bus,
            Variant = dice.Below(2),
            Fading = dice.Chance(0.5) ? dice.Between(0f, 0.6f) : 0,
            Dirt = dice.Chance(0.45) ? dice.Between(0.1f, 0.8f) : 0,
            Gloss = dice.Chance(0.3) ? dice.Between(0.1f, 0.7f) : 0,
            Scratches = dice.Chance(0.4) ? 1 + dice.Below(8) : 0,
            Sticker = dice.Chance(0.15),
            Rust = validates && newWear ? dice.Between(0.2f, 0.9f) : 0,
            Flaking = tests && newWear ? dice.Between(0.2f, 0.8f) : 0,
            WearSeed = dice.Next(),
        };
    }

    /// <summary>A plate a little turned about its pole and leaning, as hands and elbows leave it.</summary>
    public static Matrix4x4 Tilt(SignLook look, int number, Vector3 pole)
    {
        var dice = Dice.For(look.Seed, FormattableString.Invariant($"{look.Family} tilt {number}"));
        float Turn(double degrees, double most) => (float)(Math.Clamp(dice.Normal() * degrees, -most, most) * Math.PI / 180);
        var (yaw, roll, pitch) = (Turn(5, 15), Turn(2.5, 8), Turn(2, 6));
        return Matrix4x4.CreateTranslation(-pole) * Matrix4x4.CreateRotationX(roll) * Matrix4x4.CreateRotationY(pitch) * Matrix4x4.CreateRotationZ(yaw) * Matrix4x4.CreateTranslation(pole);
    }

    // Brighter or darker as a whole, and each channel a little by itself.
    private static uint Off(uint rgb, ref Dice dice, double most)
    {
        var all = dice.Between(-most, most);
        uint Channel(int shift, ref Dice d) => (uint)Math.Clamp((int)((rgb >> shift) & 255) + (int)(all + d.Between(-most / 2, most / 2)), 0, 255) << shift;
        return Channel(16, ref dice) | Channel(8, ref dice) | Channel(0, ref dice);
    }
}
