namespace Pixelopolis.Sim.Roads;

/// <summary>The rectangle of ground that is drawn, metres.</summary>
internal readonly record struct Bounds(double X0, double Y0, double X1, double Y1)
{
    public Bounds Inflated(double by) => new(X0 - by, Y0 - by, X1 + by, Y1 + by);

    public bool Contains(double x, double y) => x >= X0 && x <= X1 && y >= Y0 && y <= Y1;
}

/// <summary>One value for each point of a square grid on the ground; sample (i, j) lies at (X0 + i·Step, Y0 + j·Step), metres.</summary>
internal sealed class Field
{
    public Field(Bounds bounds, double step, float fill)
    {
        (X0, Y0, Step) = (bounds.X0, bounds.Y0, step);
        Width = (int)Math.Ceiling((bounds.X1 - bounds.X0) / step) + 1;
        Height = (int)Math.Ceiling((bounds.Y1 - bounds.Y0) / step) + 1;
        Values = new float[Width * Height];
        Array.Fill(Values, fill);
    }

    /// <summary>The same grid as another's: counted anew from its corners, a rounding could add a column.</summary>
    public Field(Field like, float fill)
    {
        (X0, Y0, Step, Width, Height) = (like.X0, like.Y0, like.Step, like.Width, like.Height);
        Values = new float[Width * Height];
        Array.Fill(Values, fill);
    }

    public double X0 { get; }
    public double Y0 { get; }
    public double Step { get; }
    public int Width { get; }
    public int Height { get; }
    public float[] Values { get; }

    public ref float this[int i, int j] => ref Values[j * Width + i];

    /// <summary>Bilinear; outside the grid the nearest border value.</summary>
    public float At(double x, double y)
    {
        var fx = Math.Clamp((x - X0) / Step, 0, Width - 1.001);
        var fy = Math.Clamp((y - Y0) / Step, 0, Height - 1.001);
        var (i, j) = ((int)fx, (int)fy);
        var (a, b) = ((float)(fx - i), (float)(fy - j));
        var k = j * Width + i;
        var top = Values[k] + a * (Values[k + 1] - Values[k]);
        var bottom = Values[k + Width] + a * (Values[k + Width + 1] - Values[k + Width]);
        return top + b * (bottom - top);
    }

    /// <summary>Bilinear values at (x0 + k·step, y) for every k of a row.</summary>
    public void Row(double x0, double y, double step, Span<float> row)
    {
        var fy = Math.Clamp((y - Y0) / Step, 0, Height - 1.001);
        var j = (int)fy;
        var b = (float)(fy - j);
        var top = Values.AsSpan(j * Width, Width);
        var bottom = Values.AsSpan((j + 1) * Width, Width);
        var scale = step / Step;
        var first = (x0 - X0) / Step;
        for (var k = 0; k < row.Length; k++)
        {
            var fx = Math.Clamp(first + k * scale, 0, Width - 1.001);
            var i = (int)fx;
            var a = (float)(fx - i);
            var left = top[i] + b * (bottom[i] - top[i]);
            var right = top[i + 1] + b * (bottom[i + 1] - top[i + 1]);
            row[k] = left + a * (right - left);
        }
    }

    /// <summary>The samples whose grid points lie within <paramref name="reach"/> of a box, clipped to the grid.</summary>
    public (int I0, int J0, int I1, int J1) Range(double x0, double y0, double x1, double y1, double reach) => (
        Math.Max(0, (int)Math.Floor((Math.Min(x0, x1) - reach - X0) / Step)),
        Math.Max(0, (int)Math.Floor((Math.Min(y0, y1) - reach - Y0) / Step)),
        Math.Min(Width - 1, (int)Math.Ceiling((Math.Max(x0, x1) + reach - X0) / Step)),
        Math.Min(Height - 1, (int)Math.Ceiling((Math.Max(y0, y1) + reach - Y0) / Step)));
}
