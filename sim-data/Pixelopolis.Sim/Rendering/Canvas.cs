using System.Numerics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>A wall to paint on: metres from its lower left corner, linear light. What glows is kept apart from what reflects.</summary>
internal sealed class Canvas
{
    private readonly Vector3[] _colour;
    private readonly Vector3[] _glow;

    public Canvas(double width, double height, double metresPerTexel, Vector3 colour)
    {
        (Width, Height) = ((float)width, (float)height);
        Columns = Math.Clamp((int)Math.Ceiling(width / metresPerTexel), 2, 1024);
        Rows = Math.Clamp((int)Math.Ceiling(height / metresPerTexel), 2, 1024);
        (_colour, _glow) = (new Vector3[Columns * Rows], new Vector3[Columns * Rows]);
        Array.Fill(_colour, colour);
    }

    public float Width { get; }
    public float Height { get; }
    public int Columns { get; }
    public int Rows { get; }

    /// <summary>Changes every texel by a rule: its place in metres and its index, to a factor on its colour.</summary>
    public void Shade(Func<float, float, int, int, float> factor)
    {
        for (var j = 0; j < Rows; j++)
            for (var i = 0; i < Columns; i++)
                _colour[j * Columns + i] *= factor((i + 0.5f) * Width / Columns, (Rows - j - 0.5f) * Height / Rows, i, j);
    }

    public void Rect(float x0, float z0, float x1, float z1, Vector3 colour) => Rect(x0, z0, x1, z1, colour, colour);

    /// <summary>A rectangle whose colour changes from its foot to its head; it may glow instead of reflecting.</summary>
    public void Rect(float x0, float z0, float x1, float z1, Vector3 foot, Vector3 head, bool glows = false)
    {
        var (i0, i1) = (Column(x0), Math.Max(Column(x0) + 1, Column(x1)));
        var (j0, j1) = (Row(z1), Math.Max(Row(z1) + 1, Row(z0)));
        for (var j = Math.Max(0, j0); j < Math.Min(Rows, j1); j++)
        {
            var c = Vector3.Lerp(head, foot, (j - j0 + 0.5f) / (j1 - j0));
            for (var i = Math.Max(0, i0); i < Math.Min(Columns, i1); i++)
                (_colour[j * Columns + i], _glow[j * Columns + i]) = glows ? (Vector3.Zero, c) : (c, Vector3.Zero);
        }
    }

    /// <summary>The painted wall under the light that <paramref name="on"/> gives at each place (metres).</summary>
    public Texture Lit(Func<float, float, Vector3> on)
    {
        var pixels = new uint[Columns * Rows];
        // Light changes slowly: it is asked for on a coarse lattice.
        const int Lattice = 8;
        var (lw, lh) = ((Columns - 1) / Lattice + 2, (Rows - 1) / Lattice + 2);
        var light = new Vector3[lw * lh];
        for (var j = 0; j < lh; j++)
            for (var i = 0; i < lw; i++) light[j * lw + i] = on((i * Lattice + 0.5f) * Width / Columns, Height - (j * Lattice + 0.5f) * Height / Rows);
        for (var j = 0; j < Rows; j++)
            for (var i = 0; i < Columns; i++)
            {
                var (a, b, k) = ((float)(i % Lattice) / Lattice, (float)(j % Lattice) / Lattice, j / Lattice * lw + i / Lattice);
                var l = Vector3.Lerp(Vector3.Lerp(light[k], light[k + 1], a), Vector3.Lerp(light[k + lw], light[k + lw + 1], a), b);
                pixels[j * Columns + i] = Tone.Pixel(_colour[j * Columns + i] * l + _glow[j * Columns + i]);
            }
        return Texture.From(pixels, Columns, Rows, wraps: false);
    }

    private int Column(float x) => (int)MathF.Round(x / Width * Columns);

    private int Row(float z) => (int)MathF.Round((1 - z / Height) * Rows);
}
