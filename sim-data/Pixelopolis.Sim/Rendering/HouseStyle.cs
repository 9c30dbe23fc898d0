using System.Numerics;
using Pixelopolis.City;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

internal enum Roof { Flat, Gable, Hip }

internal enum Wall { Plaster, Brick, Panels, Boards, Glass }

internal enum GroundFloor { Door, Shop, Arcade }

/// <summary>How one building looks: rolled from the world's seed and the building's place, so that its neighbours change nothing.</summary>
internal sealed record HouseStyle(Wall Wall, Roof Roof, GroundFloor GroundFloor, Vector3 Colour, Vector3 Trim, Vector3 RoofColour, Vector3 Accent,
    float Storey, float Bay, float WindowWidth, float WindowHeight, bool Shutters, bool Balconies, float LitShare)
{
    private static readonly uint[] Walls =
        [0xF2E3C6, 0xE9C3A3, 0xC96F4A, 0xA9BFA6, 0x8FADC9, 0xE8C766, 0xB9605A, 0xE4E0D8, 0x7F93A3, 0xDE9482, 0xB2D0BC, 0xD8B4C8, 0xF0D9B0, 0x9C8AA5];
    private static readonly uint[] Bricks = [0xA6553D, 0x8E4A3A, 0xB87358, 0x9A6B50, 0xC9A27E, 0x7B4B42];
    private static readonly uint[] Roofs = [0xA8452F, 0x8C3B2E, 0x5C4A42, 0x454A55, 0x6B4B3A, 0x3F5A66, 0x7A6A5C, 0x4F6B4F];
    private static readonly uint[] Accents = [0xC8372D, 0x2B6CB0, 0x2F855A, 0xD69E2E, 0x6B46C1, 0x1F2937, 0xDD6B20, 0x0F766E];

    public static HouseStyle Of(Building building, Appearance look)
    {
        var dice = Dice.For(look.Seed, FormattableString.Invariant($"house {building.X:F3} {building.Y:F3}"));
        var (low, wide) = (building.Height < 0.22, Math.Max(building.Width, building.Depth));
        var tower = building.Height > 0.33 && building.Height > 0.8 * wide;
        var wall = tower && dice.Chance(0.45) ? Wall.Glass : dice.Of(Wall.Plaster, Wall.Plaster, Wall.Brick, Wall.Panels, low ? Wall.Boards : Wall.Plaster);
        var roof = wall == Wall.Glass || tower ? Roof.Flat : low ? dice.Of(Roof.Gable, Roof.Gable, Roof.Hip, Roof.Flat) : dice.Of(Roof.Flat, Roof.Flat, Roof.Gable, Roof.Hip);
        var colour = Tone.Light(wall == Wall.Brick ? dice.Of<uint>(Bricks) : dice.Of<uint>(Walls));
        if (wall == Wall.Glass) colour = dice.Of(new Vector3(0.10f, 0.16f, 0.20f), new Vector3(0.06f, 0.12f, 0.14f), new Vector3(0.18f, 0.17f, 0.15f));
        return new HouseStyle(wall, roof, low && dice.Chance(0.6) ? GroundFloor.Door : dice.Of(GroundFloor.Shop, GroundFloor.Shop, GroundFloor.Door, GroundFloor.Arcade),
            colour * dice.Between(0.85f, 1.05f), dice.Chance(0.75) ? new Vector3(0.78f, 0.77f, 0.74f) : Tone.Light(0x4A3B32),
            Tone.Light(dice.Of<uint>(Roofs)) * dice.Between(0.8f, 1.2f), Tone.Light(dice.Of<uint>(Accents)),
            dice.Between(0.068f, 0.084f), dice.Between(0.055f, 0.075f), dice.Between(0.42f, 0.6f), dice.Between(0.5f, 0.66f),
            wall is Wall.Plaster or Wall.Boards && dice.Chance(0.3), tower && wall != Wall.Glass && dice.Chance(0.6), look.LitWindows);
    }
}
