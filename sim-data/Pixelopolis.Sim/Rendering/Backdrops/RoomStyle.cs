using System.Numerics;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering.Backdrops;

/// <summary>How a room is furnished.</summary>
internal sealed record RoomStyle(Surroundings Kind, Vector3 Wall, Vector3 Feature, Vector3 Floor, Vector3 Ceiling, Vector3 Accent, Vector3 Outside,
    bool Boards, bool Panels, bool Spots, bool Windows, int Things)
{
    public static RoomStyle Of(Surroundings kind, ref Dice dice)
    {
        Vector3[] paints = [new(0.62f, 0.58f, 0.50f), new(0.55f, 0.57f, 0.58f), new(0.50f, 0.52f, 0.44f), new(0.58f, 0.46f, 0.38f), new(0.36f, 0.44f, 0.52f), new(0.66f, 0.64f, 0.60f)];
        var accent = dice.Of(new Vector3(0.55f, 0.10f, 0.06f), new Vector3(0.05f, 0.22f, 0.50f), new Vector3(0.62f, 0.40f, 0.04f), new Vector3(0.08f, 0.34f, 0.20f), new Vector3(0.35f, 0.08f, 0.40f));
        var outside = dice.Chance(0.75) ? new Vector3(1.9f, 2.2f, 2.5f) : dice.Chance(0.5) ? new Vector3(2.2f, 1.5f, 0.9f) : new Vector3(0.02f, 0.03f, 0.07f);
        var wall = paints[dice.Below(paints.Length)];
        return kind switch
        {
            Surroundings.Hall => new(kind, new Vector3(dice.Between(0.02f, 0.14f)), accent, new Vector3(dice.Between(0.06f, 0.22f)), new Vector3(0.012f), accent, outside, false, false, true, false, 10 + dice.Below(8)),
            Surroundings.Office => new(kind, new Vector3(0.60f, 0.61f, 0.62f) * dice.Between(0.8f, 1.1f), accent, dice.Colour(new(0.06f, 0.07f, 0.09f), new(0.28f)), new Vector3(0.66f), accent, outside, false, true, false, true, 7 + dice.Below(5)),
            _ => new(kind, wall, dice.Chance(0.4) ? accent * 0.8f : wall, dice.Colour(new(0.14f, 0.07f, 0.035f), new(0.45f, 0.31f, 0.19f)), new Vector3(0.70f, 0.69f, 0.66f), accent, outside, true, false, false, true, 6 + dice.Below(5)),
        };
    }
}
