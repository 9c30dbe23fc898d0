using System.Numerics;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering.Greens;

internal enum TreeShape { Round, Tall, Conifer, Bush }

/// <summary>A tree as clouds of leaves: how they are spread, how large and of what colour they are. Metres, for a tree 1 m high.</summary>
internal sealed record TreeKind(TreeShape Shape, float Width, float TrunkHeight, Vector3 Leaf, Vector3 Other, Vector3 Trunk, int Leaves, float LeafSize, (Vector3 Middle, Vector3 Radii)[] Clouds)
{
    private static readonly Vector3 Bark = new(0.085f, 0.055f, 0.035f);

    public static TreeKind[] Some(Appearance look)
    {
        var dice = Dice.For(look.Seed, "trees");
        var season = dice.Unit() * look.Greenery; // now and then it is spring, or autumn
        var green = look.Seed == Appearance.Showroom.Seed ? new Vector3(0.075f, 0.17f, 0.03f) : dice.Colour(new(0.04f, 0.10f, 0.015f), new(0.13f, 0.24f, 0.05f), 0.15f);
        var turned = season > 0.75 ? new Vector3(0.42f, 0.17f, 0.03f) : season < 0.12 ? new Vector3(0.62f, 0.34f, 0.42f) : green * new Vector3(1.5f, 1.25f, 0.9f);
        return
        [
            Leafy(TreeShape.Round, 0.78f, 0.34f, green, green * 1.35f, 5, ref dice),
            Leafy(TreeShape.Round, 0.86f, 0.30f, turned, turned * 1.25f, 6, ref dice),
            Leafy(TreeShape.Tall, 0.40f, 0.18f, green * 0.8f, green, 4, ref dice),
            Needles(green * new Vector3(0.45f, 0.6f, 0.7f)),
            Leafy(TreeShape.Bush, 1.25f, 0f, green * 1.1f, green * 1.6f, 4, ref dice),
        ];
    }

    private static TreeKind Leafy(TreeShape shape, float width, float trunk, Vector3 leaf, Vector3 other, int clouds, ref Dice dice)
    {
        var spread = new (Vector3, Vector3)[clouds];
        var crown = 1 - trunk * 0.8f;
        for (var k = 0; k < clouds; k++)
        {
            var (sin, cos) = MathF.SinCos(k * 2.4f + dice.Between(0f, 1f));
            var off = k == 0 ? 0 : width * 0.20f;
            var up = 1 - crown * (k == 0 ? 0.5f : dice.Between(0.35f, 0.66f));
            var size = k == 0 ? 0.80f : dice.Between(0.48f, 0.62f);
            spread[k] = (new Vector3(off * cos, off * sin, up), new Vector3(width / 2 * size, width / 2 * size, MathF.Min(crown / 2, (1 - up)) * (k == 0 ? 1 : 0.95f)));
        }
        return new TreeKind(shape, width, trunk, leaf, other, Bark, shape == TreeShape.Bush ? 700 : 1100, shape == TreeShape.Tall ? 0.020f : 0.026f, spread);
    }

    private static TreeKind Needles(Vector3 leaf)
    {
        var clouds = new (Vector3, Vector3)[7];
        for (var k = 0; k < clouds.Length; k++)
        {
            var t = k / 6f;
            var wide = 0.27f * (1 - 0.86f * t);
            clouds[k] = (new Vector3(0, 0, 0.18f + 0.74f * t), new Vector3(wide, wide, 0.085f));
        }
        return new TreeKind(TreeShape.Conifer, 0.58f, 0.16f, leaf, leaf * 1.5f, Bark, 1300, 0.017f, clouds);
    }
}
