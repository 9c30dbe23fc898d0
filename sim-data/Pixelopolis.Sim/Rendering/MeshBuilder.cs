using System.Numerics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Puts solids together. Everything added goes through <see cref="Transform"/>; colours are linear light.</summary>
internal sealed class MeshBuilder
{
    private readonly List<MeshVertex> _vertices = [];
    private readonly List<MeshFace> _faces = [];
    private readonly List<Texture> _textures = [];
    private readonly List<int> _parts = [];

    public Matrix4x4 Transform { get; set; } = Matrix4x4.Identity;

    public Mesh Build() => new([.. _vertices], [.. _faces], [.. _textures], [.. _parts]);

    /// <summary>Places what follows at (x, y, z), turned by <paramref name="heading"/> about the vertical.</summary>
    public MeshBuilder At(double x, double y, double z = 0, double heading = 0)
    {
        Transform = Matrix4x4.CreateRotationZ((float)heading) * Matrix4x4.CreateTranslation((float)x, (float)y, (float)z);
        return this;
    }

    /// <summary>Begins a convex part.</summary>
    public MeshBuilder Part()
    {
        _parts.Add(_vertices.Count);
        return this;
    }

    public int Use(Texture texture)
    {
        var index = _textures.IndexOf(texture);
        if (index >= 0) return index;
        _textures.Add(texture);
        return _textures.Count - 1;
    }

    /// <summary>A plane convex face, its corners counter-clockwise seen from its front.</summary>
    public MeshBuilder Face(Vector3 colour, params ReadOnlySpan<Vector3> corners)
    {
        var normal = Vector3.Normalize(Vector3.Cross(corners[1] - corners[0], corners[2] - corners[0]));
        _faces.Add(new MeshFace(_vertices.Count, corners.Length, -1, false));
        foreach (var c in corners) Add(c, normal, default, colour);
        return this;
    }

    /// <summary>A face with its own normals, for round things.</summary>
    public MeshBuilder Smooth(Vector3 colour, ReadOnlySpan<Vector3> corners, ReadOnlySpan<Vector3> normals)
    {
        _faces.Add(new MeshFace(_vertices.Count, corners.Length, -1, false));
        for (var k = 0; k < corners.Length; k++) Add(corners[k], normals[k], default, colour);
        return this;
    }

    /// <summary>A picture on a rectangle: its lower left, lower right, upper right and upper left corner.</summary>
    public MeshBuilder Picture(Texture texture, Vector3 a, Vector3 b, Vector3 c, Vector3 d, bool glows = false, Vector3? tint = null)
    {
        var normal = Vector3.Normalize(Vector3.Cross(b - a, c - a));
        var colour = tint ?? Vector3.One;
        _faces.Add(new MeshFace(_vertices.Count, 4, Use(texture), glows));
        Add(a, normal, new(0, 1), colour);
        Add(b, normal, new(1, 1), colour);
        Add(c, normal, new(1, 0), colour);
        Add(d, normal, new(0, 0), colour);
        return this;
    }

    /// <summary>A textured convex polygon with texture coordinates of its own.</summary>
    public MeshBuilder Textured(Texture texture, ReadOnlySpan<Vector3> corners, ReadOnlySpan<Vector2> uvs, bool glows = false)
    {
        var normal = Vector3.Normalize(Vector3.Cross(corners[1] - corners[0], corners[2] - corners[0]));
        _faces.Add(new MeshFace(_vertices.Count, corners.Length, Use(texture), glows));
        for (var k = 0; k < corners.Length; k++) Add(corners[k], normal, uvs[k], Vector3.One);
        return this;
    }

    private void Add(Vector3 position, Vector3 normal, Vector2 uv, Vector3 colour) => _vertices.Add(new MeshVertex(
        Vector3.Transform(position, Transform), Vector3.Normalize(Vector3.TransformNormal(normal, Transform)), uv, colour));
}
