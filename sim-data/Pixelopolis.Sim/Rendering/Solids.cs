using System.Numerics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>The simple solids everything is made of. Metres; each is a part of its own.</summary>
internal static class Solids
{
    /// <summary>An upright box by two opposite corners.</summary>
    public static MeshBuilder Box(this MeshBuilder mesh, Vector3 low, Vector3 high, Vector3 colour, Vector3? top = null, bool floor = false)
    {
        var (a, b) = (low, high);
        mesh.Part();
        mesh.Face(colour, new(a.X, a.Y, a.Z), new(b.X, a.Y, a.Z), new(b.X, a.Y, b.Z), new(a.X, a.Y, b.Z));
        mesh.Face(colour, new(b.X, a.Y, a.Z), new(b.X, b.Y, a.Z), new(b.X, b.Y, b.Z), new(b.X, a.Y, b.Z));
        mesh.Face(colour, new(b.X, b.Y, a.Z), new(a.X, b.Y, a.Z), new(a.X, b.Y, b.Z), new(b.X, b.Y, b.Z));
        mesh.Face(colour, new(a.X, b.Y, a.Z), new(a.X, a.Y, a.Z), new(a.X, a.Y, b.Z), new(a.X, b.Y, b.Z));
        mesh.Face(top ?? colour, new(a.X, a.Y, b.Z), new(b.X, a.Y, b.Z), new(b.X, b.Y, b.Z), new(a.X, b.Y, b.Z));
        if (floor) mesh.Face(colour, new(a.X, b.Y, a.Z), new(b.X, b.Y, a.Z), new(b.X, a.Y, a.Z), new(a.X, a.Y, a.Z));
        return mesh;
    }

    /// <summary>A round column or cone from one end to the other; a radius of 0 makes a tip.</summary>
    public static MeshBuilder Column(this MeshBuilder mesh, Vector3 from, Vector3 to, float radiusFrom, float radiusTo, int sides, Vector3 colour,
        Vector3? capFrom = null, Vector3? capTo = null)
    {
        mesh.Part();
        var axis = Vector3.Normalize(to - from);
        var side = Vector3.Normalize(Vector3.Cross(axis, MathF.Abs(axis.Z) < 0.9f ? Vector3.UnitZ : Vector3.UnitX));
        var other = Vector3.Cross(axis, side);
        Span<Vector3> ring = stackalloc Vector3[sides];
        for (var k = 0; k < sides; k++)
        {
            var (sin, cos) = MathF.SinCos(2 * MathF.PI * k / sides);
            ring[k] = cos * side + sin * other;
        }
        var slope = axis * ((radiusFrom - radiusTo) / Vector3.Distance(from, to));
        for (var k = 0; k < sides; k++)
        {
            var (p, q) = (ring[k], ring[(k + 1) % sides]);
            var (np, nq) = (Vector3.Normalize(p + slope), Vector3.Normalize(q + slope));
            if (radiusTo <= 0) mesh.Smooth(colour, [from + p * radiusFrom, from + q * radiusFrom, to], [np, nq, Vector3.Normalize(np + nq)]);
            else if (radiusFrom <= 0) mesh.Smooth(colour, [from, to + q * radiusTo, to + p * radiusTo], [Vector3.Normalize(np + nq), nq, np]);
            else mesh.Smooth(colour, [from + p * radiusFrom, from + q * radiusFrom, to + q * radiusTo, to + p * radiusTo], [np, nq, nq, np]);
        }
        Span<Vector3> cap = stackalloc Vector3[sides];
        if (radiusTo > 0)
        {
            for (var k = 0; k < sides; k++) cap[k] = to + ring[k] * radiusTo;
            mesh.Face(capTo ?? colour, cap);
        }
        if (radiusFrom > 0)
        {
            for (var k = 0; k < sides; k++) cap[k] = from + ring[sides - 1 - k] * radiusFrom;
            mesh.Face(capFrom ?? colour, cap);
        }
        return mesh;
    }

    /// <summary>A ball, or an egg when its radii differ.</summary>
    public static MeshBuilder Ball(this MeshBuilder mesh, Vector3 centre, Vector3 radii, Vector3 colour, int around = 10, int rings = 6)
    {
        mesh.Part();
        Vector3 On(int i, int j)
        {
            var (sin, cos) = MathF.SinCos(2 * MathF.PI * i / around);
            var (up, flat) = MathF.SinCos(MathF.PI * ((float)j / rings - 0.5f));
            return new Vector3(cos * flat, sin * flat, up);
        }
        for (var j = 0; j < rings; j++)
            for (var i = 0; i < around; i++)
            {
                var (a, b, c, d) = (On(i, j), On(i + 1, j), On(i + 1, j + 1), On(i, j + 1));
                if (j == 0) Add(a, c, d);
                else
                {
                    Add(a, b, c);
                    if (j < rings - 1) Add(a, c, d);
                }
            }
        return mesh;

        void Add(Vector3 a, Vector3 b, Vector3 c) => mesh.Smooth(colour, [centre + a * radii, centre + b * radii, centre + c * radii],
            [Vector3.Normalize(a / radii), Vector3.Normalize(b / radii), Vector3.Normalize(c / radii)]);
    }
}
