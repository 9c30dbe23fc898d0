using System.Numerics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>The soft shadows that moving things leave on the ground: close under them, and away from the lamp.</summary>
internal static class GroundDecals
{
    private const int Size = 64;
    private static readonly Texture Soft = MakeSoft();
    private static readonly Mesh Sheet = new MeshBuilder().Picture(Soft, new(-0.5f, -0.5f, 0), new(0.5f, -0.5f, 0), new(0.5f, 0.5f, 0), new(-0.5f, 0.5f, 0), glows: true, tint: Vector3.Zero).Build();

    /// <param name="place">From the mesh's coordinates to the world.</param>
    public static void Add(FaceQueue decals, Mesh mesh, in Matrix4x4 place, in SceneLight light)
    {
        if (mesh.FootLow.X > mesh.FootHigh.X) return;
        var (size, middle) = (mesh.FootHigh - mesh.FootLow, (mesh.FootLow + mesh.FootHigh) / 2);
        var tall = Vector3.Transform(new Vector3(0, 0, mesh.FootHigh.Z), place).Z;
        var lean = -new Vector2(light.ToSun.X, light.ToSun.Y) / MathF.Max(0.35f, light.ToSun.Z) * tall * 0.5f;
        var scale = Matrix4x4.CreateScale(size.X + 0.045f, size.Y + 0.045f, 1) * Matrix4x4.CreateTranslation(middle with { Z = 0 });
        var lying = scale * place;
        lying.M43 = 0;
        decals.Add(Sheet, lying, light);
        if (light.Sun.Y > 0.05f) decals.Add(Sheet, lying * Matrix4x4.CreateTranslation(lean.X, lean.Y, 0), light);
    }

    private static Texture MakeSoft()
    {
        var pixels = new uint[Size * Size];
        for (var j = 0; j < Size; j++)
            for (var i = 0; i < Size; i++)
            {
                var (x, y) = (MathF.Abs(2 * (i + 0.5f) / Size - 1), MathF.Abs(2 * (j + 0.5f) / Size - 1));
                var edge = MathF.Max(0, 1 - x) * MathF.Max(0, 1 - y) * 9;
                var dark = 0.62f * (1 - MathF.Exp(-edge * edge * 0.5f));
                pixels[j * Size + i] = (uint)(dark * 255) << 24;
            }
        return Texture.From(pixels, Size, Size, wraps: false);
    }
}
