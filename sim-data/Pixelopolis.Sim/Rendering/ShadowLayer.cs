using System.Numerics;
using OpenCvSharp;
using Pixelopolis.Sim.Roads;

namespace Pixelopolis.Sim.Rendering;

/// <summary>What standing things take from the ground's light: the lamp's shadow, and the dimness close around them.</summary>
internal sealed class ShadowLayer
{
    private const double Step = 0.004;
    private const double Closeness = 0.022; // how far dimness reaches, metres

    private ShadowLayer(Field shadow, Field dim) => (Shadow, Dim) = (shadow, dim);

    /// <summary>1 where the lamp is hidden.</summary>
    public Field Shadow { get; }

    /// <summary>How much of the sky is hidden, 0..1.</summary>
    public Field Dim { get; }

    public static ShadowLayer Of(IReadOnlyList<Mesh> meshes, Vector3 toSun, float softness, Bounds bounds)
    {
        var (shadow, dim) = (new Field(bounds, Step, 0), new Field(bounds, Step, 0));
        using var cast = new Mat(shadow.Height, shadow.Width, MatType.CV_8UC1, Scalar.Black);
        using var under = new Mat(shadow.Height, shadow.Width, MatType.CV_8UC1, Scalar.Black);
        var lean = new Vector2(toSun.X, toSun.Y) / MathF.Max(0.2f, toSun.Z);
        foreach (var mesh in meshes)
            for (var p = 0; p < mesh.Parts.Length; p++)
            {
                var end = p + 1 < mesh.Parts.Length ? mesh.Parts[p + 1] : mesh.Vertices.Length;
                var part = mesh.Vertices.AsSpan(mesh.Parts[p]..end);
                Fill(cast, shadow, part, lean);
                var lowest = float.MaxValue;
                foreach (ref readonly var v in part) lowest = MathF.Min(lowest, v.Position.Z);
                if (lowest < 0.03f) Fill(under, shadow, part, Vector2.Zero);
            }
        Soften(cast, softness / Step, shadow);
        Soften(under, Closeness / Step, dim);
        return new ShadowLayer(shadow, dim);
    }

    private static void Fill(Mat mat, Field grid, ReadOnlySpan<MeshVertex> part, Vector2 lean)
    {
        const int Shift = 4;
        var points = new Point2f[part.Length];
        for (var k = 0; k < part.Length; k++)
        {
            var p = part[k].Position;
            points[k] = new Point2f((float)((p.X - lean.X * p.Z - grid.X0) / Step), (float)((p.Y - lean.Y * p.Z - grid.Y0) / Step));
        }
        var hull = Cv2.ConvexHull(points);
        var corners = Array.ConvertAll(hull, p => new Point((int)MathF.Round(p.X * (1 << Shift)), (int)MathF.Round(p.Y * (1 << Shift))));
        if (corners.Length > 2) Cv2.FillConvexPoly(mat, corners, Scalar.White, LineTypes.AntiAlias, Shift);
    }

    private static void Soften(Mat mat, double sigma, Field into)
    {
        Cv2.GaussianBlur(mat, mat, new Size(0, 0), Math.Max(0.6, sigma));
        mat.GetArray(out byte[] bytes);
        for (var k = 0; k < bytes.Length; k++) into.Values[k] = bytes[k] * (1 / 255f);
    }
}
