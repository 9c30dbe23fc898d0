using System.Numerics;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering.Greens;

/// <summary>A tree that stands: metres.</summary>
internal readonly record struct Tree(int Kind, Vector2 At, float Height);

/// <summary>
/// All the trees. Each is one picture that turns to whoever looks, chosen from eight sides so that the light stays where it is;
/// from above there is a ninth.
/// </summary>
internal sealed class Grove
{
    private const int Sides = 8;
    private const float Steep = 0.75f; // the sine of the angle past which trees are seen from above
    private readonly TreeKind[] _kinds;
    private readonly Mesh[] _upright, _lying;

    public Grove(IReadOnlyList<Tree> trees, Appearance look, SceneLight light)
    {
        (Trees, _kinds) = ([.. trees], TreeKind.Some(look));
        _upright = new Mesh[_kinds.Length * Sides];
        _lying = new Mesh[_kinds.Length];
        for (var k = 0; k < _kinds.Length; k++)
        {
            if (!Array.Exists(Trees, t => t.Kind == k)) continue;
            for (var s = 0; s < Sides; s++) _upright[k * Sides + s] = Upright(TreeArt.Paint(_kinds[k], light, s * 2 * MathF.PI / Sides, look.Seed + (ulong)k));
            _lying[k] = Lying(TreeArt.Paint(_kinds[k], light, null, look.Seed + (ulong)k));
        }
    }

    public Tree[] Trees { get; }

    public void Add(FaceQueue faces, in View view, in SceneLight light)
    {
        var steep = -view.Forward.Z > Steep;
        foreach (ref readonly var tree in Trees.AsSpan())
        {
            var width = tree.Height * _kinds[tree.Kind].Width;
            if (steep)
            {
                faces.Add(_lying[tree.Kind], Matrix4x4.CreateScale(width, width, 1) * Matrix4x4.CreateTranslation(tree.At.X, tree.At.Y, tree.Height * 0.7f), light);
                continue;
            }
            var away = tree.At - new Vector2(view.Eye.X, view.Eye.Y);
            var azimuth = MathF.Atan2(away.Y, away.X);
            var side = (int)MathF.Round(azimuth * Sides / (2 * MathF.PI)) & (Sides - 1);
            faces.Add(_upright[tree.Kind * Sides + side],
                Matrix4x4.CreateScale(width, 1, tree.Height) * Matrix4x4.CreateRotationZ(azimuth - MathF.PI / 2) * Matrix4x4.CreateTranslation(tree.At.X, tree.At.Y, 0), light);
        }
    }

    /// <summary>What stands in the light's way, in simple solids.</summary>
    public IEnumerable<Mesh> ShadowCasters()
    {
        foreach (var tree in Trees)
        {
            var kind = _kinds[tree.Kind];
            var mesh = new MeshBuilder().At(tree.At.X, tree.At.Y);
            if (kind.TrunkHeight > 0) mesh.Column(new(0, 0, 0), new(0, 0, tree.Height * 0.6f), 0.02f * tree.Height, 0.015f * tree.Height, 5, Vector3.One);
            foreach (var (middle, radii) in kind.Clouds) mesh.Ball(middle * tree.Height, radii * tree.Height, Vector3.One, 8, 4);
            yield return mesh.Build();
        }
    }

    private static Mesh Upright(Texture texture) =>
        new MeshBuilder().Picture(texture, new(-0.5f, 0, 0), new(0.5f, 0, 0), new(0.5f, 0, 1), new(-0.5f, 0, 1), glows: true).Build();

    private static Mesh Lying(Texture texture) =>
        new MeshBuilder().Picture(texture, new(-0.5f, -0.5f, 0), new(0.5f, -0.5f, 0), new(0.5f, 0.5f, 0), new(-0.5f, 0.5f, 0), glows: true).Build();
}
