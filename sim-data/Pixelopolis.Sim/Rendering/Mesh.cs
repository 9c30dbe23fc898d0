using System.Numerics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>A corner of a face: metres, unit normal, texture coordinates 0..1 (v downwards), and the light its own colour reflects.</summary>
internal readonly record struct MeshVertex(Vector3 Position, Vector3 Normal, Vector2 Uv, Vector3 Colour);

/// <summary>A convex, plane face: its corners lie together, counter-clockwise seen from its front.</summary>
/// <param name="Texture">Index into the mesh's textures; −1 for the corners' colours alone.</param>
/// <param name="Glows">Whether it gives its own light: shown as it is, wherever the light comes from.</param>
internal readonly record struct MeshFace(int First, int Count, int Texture, bool Glows);

/// <summary>A solid made of convex faces, each seen from its front only.</summary>
internal sealed class Mesh
{
    public Mesh(MeshVertex[] vertices, MeshFace[] faces, Texture[] textures, int[] parts)
    {
        (Vertices, Faces, Textures, Parts) = (vertices, faces, textures, parts);
        Neighbours = FindNeighbours(vertices, faces);
        var (low, high) = (new Vector3(float.MaxValue), new Vector3(float.MinValue));
        foreach (var v in vertices) (low, high) = (Vector3.Min(low, v.Position), Vector3.Max(high, v.Position));
        (Low, High) = (low, high);
        var (footLow, footHigh) = (high, low);
        foreach (var v in vertices)
            if (v.Position.Z < FootHeight) (footLow, footHigh) = (Vector3.Min(footLow, v.Position), Vector3.Max(footHigh, v.Position));
        (FootLow, FootHigh) = (footLow, footHigh);
        Centre = (low + high) / 2;
        foreach (var v in vertices) Radius = Math.Max(Radius, Vector3.Distance(Centre, v.Position));
    }

    private const float FootHeight = 0.06f;

    /// <summary>The box around it, and the box around what of it is near the ground.</summary>
    public Vector3 Low { get; }
    public Vector3 High { get; }
    public Vector3 FootLow { get; }
    public Vector3 FootHigh { get; }

    public MeshVertex[] Vertices { get; }
    public MeshFace[] Faces { get; }
    public Texture[] Textures { get; }

    /// <summary>Where each convex part's vertices begin: a part casts one shadow.</summary>
    public int[] Parts { get; }

    /// <summary>For each corner the face across the edge that starts there, −1 at a border: an edge between two visible faces is no outline.</summary>
    public int[] Neighbours { get; }
    public Vector3 Centre { get; }
    public float Radius { get; }

    private static int[] FindNeighbours(MeshVertex[] vertices, MeshFace[] faces)
    {
        var neighbours = new int[vertices.Length];
        Array.Fill(neighbours, -1);
        var edges = new Dictionary<(Vector3, Vector3), int>();
        for (var f = 0; f < faces.Length; f++)
            for (var k = 0; k < faces[f].Count; k++) edges[Edge(vertices, faces[f], k)] = f;
        foreach (var face in faces)
            for (var k = 0; k < face.Count; k++)
            {
                var (a, b) = Edge(vertices, face, k);
                neighbours[face.First + k] = edges.GetValueOrDefault((b, a), -1);
            }
        return neighbours;
    }

    private static (Vector3 A, Vector3 B) Edge(MeshVertex[] vertices, MeshFace face, int k) =>
        (Rounded(vertices[face.First + k].Position), Rounded(vertices[face.First + (k + 1) % face.Count].Position));

    private static Vector3 Rounded(Vector3 p) => new(MathF.Round(p.X * 1e5f), MathF.Round(p.Y * 1e5f), MathF.Round(p.Z * 1e5f));
}
