using System.Numerics;
using OpenCvSharp;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering.Greens;

/// <summary>Paints a tree leaf by leaf as it is seen from one side, or from above, in the world's light.</summary>
internal static class TreeArt
{
    private const int Fine = 2;

    private readonly record struct Leaf(Vector3 Place, Vector3 Normal, Vector3 Colour, float Size);

    /// <param name="azimuth">The way the viewer looks, radians; null for straight down.</param>
    /// <returns>The tree on a clear ground: its width across, its height (or its width again) up.</returns>
    public static Texture Paint(TreeKind kind, SceneLight light, float? azimuth, ulong seed)
    {
        var (width, height) = azimuth is null ? (96, 96) : kind.Shape is TreeShape.Tall or TreeShape.Conifer ? (80, 128) : (112, 128);
        var leaves = Grow(kind, seed);
        var (sin, cos) = MathF.SinCos(azimuth ?? 0);
        Vector3 Turned(Vector3 p) => azimuth is null ? new(p.X, p.Z, -p.Y) : new(p.X * sin - p.Y * cos, p.X * cos + p.Y * sin, p.Z); // right, away, up
        // From above, "away" is down: the lowest leaves first.
        Array.Sort(Array.ConvertAll(leaves, l => azimuth is null ? l.Place.Z : -Turned(l.Place).Y), leaves);
        using var colour = new Mat(height * Fine, width * Fine, MatType.CV_8UC3, Bgr(kind.Leaf * light.Sky));
        using var cover = new Mat(height * Fine, width * Fine, MatType.CV_8UC1, Scalar.Black);
        var (scaleX, scaleY) = (width * Fine / kind.Width, azimuth is null ? height * Fine / kind.Width : (float)height * Fine);
        Point At(Vector3 p)
        {
            var t = Turned(p);
            var y = azimuth is null ? 0.5f + p.Y / kind.Width : t.Z;
            return new Point((int)((0.5f + (azimuth is null ? p.X : t.X) / kind.Width) * width * Fine * 16), (int)((1 - y) * height * Fine * 16));
        }
        if (azimuth is not null && kind.TrunkHeight > 0) Trunk(kind, light, colour, cover, At);
        foreach (var leaf in leaves)
        {
            var shade = light.On(leaf.Normal) * leaf.Colour;
            var size = new Size((int)(leaf.Size * scaleX * 16), (int)(leaf.Size * scaleY * 13));
            Cv2.Ellipse(colour, At(leaf.Place), size, 0, 0, 360, Bgr(shade), -1, LineTypes.Link8, 4);
            Cv2.Ellipse(cover, At(leaf.Place), size, 0, 0, 360, Scalar.White, -1, LineTypes.Link8, 4);
        }
        return Small(colour, cover, width, height);
    }

    private static Texture Small(Mat colour, Mat cover, int width, int height)
    {
        using var small = new Mat();
        using var alpha = new Mat();
        Cv2.Resize(colour, small, new Size(width, height), 0, 0, InterpolationFlags.Area);
        Cv2.Resize(cover, alpha, new Size(width, height), 0, 0, InterpolationFlags.Area);
        small.GetArray(out Vec3b[] colours);
        alpha.GetArray(out byte[] opaque);
        var pixels = new uint[width * height];
        for (var k = 0; k < pixels.Length; k++) pixels[k] = colours[k].Item2 | (uint)colours[k].Item1 << 8 | (uint)colours[k].Item0 << 16 | (uint)opaque[k] << 24;
        return Texture.From(pixels, width, height, wraps: false);
    }

    private static void Trunk(TreeKind kind, SceneLight light, Mat colour, Mat cover, Func<Vector3, Point> at)
    {
        const float Half = 0.032f;
        var top = kind.TrunkHeight + 0.3f;
        for (var k = 0; k < 4; k++)
        {
            var (bottom, up) = (top * k / 4, top * (k + 1) / 4);
            Point Side(float z, float s)
            {
                var centre = at(new Vector3(0, 0, z));
                return new Point(centre.X + (int)(s * Half * (1.3f - z) * colour.Rows * 16), centre.Y);
            }
            Point[] piece = [Side(bottom, -1), Side(bottom, 1), Side(up, 1), Side(up, -1)];
            Cv2.FillConvexPoly(colour, piece, Bgr(kind.Trunk * light.On(Vector3.UnitX * 0.4f, 0.6f)), LineTypes.Link8, 4);
            Cv2.FillConvexPoly(cover, piece, Scalar.White, LineTypes.Link8, 4);
        }
    }

    // Most leaves sit near the surface of their cloud; those inside and below get less light.
    private static Leaf[] Grow(TreeKind kind, ulong seed)
    {
        var dice = Dice.For(seed, "leaves");
        var leaves = new Leaf[kind.Leaves];
        for (var k = 0; k < leaves.Length; k++)
        {
            var (middle, radii) = kind.Clouds[dice.Below(kind.Clouds.Length)];
            var z = dice.Between(-0.75f, 1f);
            var (sin, cos) = MathF.SinCos(dice.Between(0f, 2 * MathF.PI));
            var flat = MathF.Sqrt(1 - z * z);
            var on = new Vector3(cos * flat, sin * flat, z);
            var depth = MathF.Sqrt(dice.Between(0.35f, 1f));
            var place = middle + on * radii * depth;
            place.Z = Math.Clamp(place.Z, kind.LeafSize, 1 - kind.LeafSize);
            var normal = Vector3.Normalize(on + new Vector3((float)dice.Normal(), (float)dice.Normal(), (float)dice.Normal()) * 0.3f);
            var hidden = (0.45f + 0.55f * (depth - 0.6f) / 0.4f) * (0.75f + 0.35f * place.Z);
            var colour = Vector3.Lerp(kind.Leaf, kind.Other, dice.Between(0f, 1f)) * hidden * dice.Between(0.8f, 1.2f);
            leaves[k] = new Leaf(place, normal, colour, kind.LeafSize * dice.Between(0.7f, 1.3f));
        }
        return leaves;
    }

    private static Scalar Bgr(Vector3 light) => new(Tone.Channel(light.Z), Tone.Channel(light.Y), Tone.Channel(light.X));
}
