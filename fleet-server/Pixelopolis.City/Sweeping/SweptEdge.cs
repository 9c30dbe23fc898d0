using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Sweeping;

/// <summary>A car's outline at every centimetre of an edge, from its axle at the start to its axle at the end.</summary>
internal sealed class SweptEdge
{
    private const double Resolution = 0.01;
    private const int PerStretch = 8;

    public SweptEdge(LaneCurve curve, CarFootprint body)
    {
        Length = curve.Length;
        var count = Math.Max(2, (int)Math.Ceiling(Length / Resolution) + 1);
        Step = Length / (count - 1);
        var reach = Math.Sqrt(Square((body.Front + body.Rear) / 2) + Square(body.HalfWidth));
        Boxes = [.. Enumerable.Range(0, count).Select(i => CarBox.At(curve.At(i * Step), body))];
        Stretches = [.. Enumerable.Range(0, (count + PerStretch - 1) / PerStretch).Select(i =>
        {
            var (first, last) = (i * PerStretch, Math.Min(count, (i + 1) * PerStretch) - 1);
            var middle = Boxes[(first + last) / 2];
            return new Stretch(first, last, middle.X, middle.Y, Boxes[first..(last + 1)].Max(b => b.Distance(middle)) + reach);
        })];
        (Left, Right) = (Boxes.Min(b => b.X) - reach, Boxes.Max(b => b.X) + reach);
        (Bottom, Top) = (Boxes.Min(b => b.Y) - reach, Boxes.Max(b => b.Y) + reach);
    }

    public double Length { get; }
    public double Step { get; }
    public CarBox[] Boxes { get; }
    public Stretch[] Stretches { get; }
    public double Left { get; }
    public double Right { get; }
    public double Bottom { get; }
    public double Top { get; }

    private static double Square(double v) => v * v;
}

/// <summary>Some outlines in a row and a circle around them all.</summary>
internal readonly record struct Stretch(int First, int Last, double X, double Y, double Radius)
{
    public bool Near(Stretch other)
    {
        var (dx, dy, reach) = (X - other.X, Y - other.Y, Radius + other.Radius);
        return dx * dx + dy * dy <= reach * reach;
    }
}
