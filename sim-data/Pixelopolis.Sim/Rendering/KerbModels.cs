using System.Numerics;
using Pixelopolis.Sim.Roads;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>The kerbs as thin raised rims along the asphalt, in short meshes so that a camera takes only those near it.</summary>
internal static class KerbModels
{
    private const int Pieces = 8;

    public static IEnumerable<Mesh> Of(RoadShape road, Appearance look)
    {
        if (look.KerbHeight <= 0) yield break;
        var dice = Dice.For(look.Seed, "kerbs");
        foreach (var line in Contour.Of(road.Inside, (float)-RoadShape.Shoulder, 0.0007f, 0.12f))
        {
            var outer = Array.ConvertAll(Enumerable.Range(0, line.Length).ToArray(), k => line[k] + Outwards(line, k) * (float)GroundMaterials.KerbWidth);
            for (var first = 0; first + 1 < line.Length; first += Pieces)
            {
                var mesh = new MeshBuilder();
                for (var k = first; k < Math.Min(first + Pieces, line.Length - 1); k++)
                    Piece(mesh, line[k], line[k + 1], outer[k], outer[k + 1], look.KerbHeight, look.Kerb * dice.Between(0.92f, 1.06f));
                yield return mesh.Build();
            }
        }
    }

    private static void Piece(MeshBuilder mesh, Vector2 a, Vector2 b, Vector2 outerA, Vector2 outerB, float height, Vector3 colour)
    {
        Vector3 Low(Vector2 p) => new(p, 0);
        Vector3 High(Vector2 p) => new(p, height);
        // The road lies to the left of a → b.
        mesh.Face(colour * 0.8f, Low(b), Low(a), High(a), High(b));
        mesh.Face(colour, High(a), High(outerA), High(outerB), High(b));
        mesh.Face(colour * 0.85f, Low(outerA), Low(outerB), High(outerB), High(outerA));
    }

    // Across the line's mean direction at a point, to the right of it: away from the road.
    private static Vector2 Outwards(Vector2[] line, int k)
    {
        var closed = line[0] == line[^1];
        var before = k > 0 ? line[k - 1] : closed ? line[^2] : line[k];
        var after = k + 1 < line.Length ? line[k + 1] : closed ? line[1] : line[k];
        var along = Vector2.Normalize(after - before);
        return new Vector2(along.Y, -along.X);
    }
}
