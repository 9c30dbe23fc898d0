using System.Globalization;

namespace Pixelopolis.Station.Map;

/// <summary>
/// The drawing's own plane: centimetres, x to the right, y down (the map's y points up), so that every number in the
/// SVG stays short. <see cref="Left"/> and <see cref="Top"/> are the drawing's upper left corner.
/// </summary>
public sealed record Frame(double Left, double Top, double Width, double Height)
{
    private const double PerMetre = 100;

    public string ViewBox => $"{Text(Left)} {Text(Top)} {Text(Width)} {Text(Height)}";

    public double CentreX => Left + Width / 2;

    public double CentreY => Top + Height / 2;

    public static double X(double metres) => metres * PerMetre;

    public static double Y(double metres) => -metres * PerMetre;

    /// <summary>The drawing's clockwise degrees for the map's counter-clockwise radians.</summary>
    public static double Degrees(double theta) => -theta * (180 / Math.PI);

    public static string Text(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    public static string Point(double x, double y) => $"{Text(X(x))} {Text(Y(y))}";

    /// <summary>The frame around everything, with a margin in metres on each side and some more in the north, where pins and roofs rise.</summary>
    public static Frame Around(IEnumerable<(double X, double Y)> points, double margin, double more)
    {
        var (west, east, south, north) = (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var (x, y) in points)
            (west, east, south, north) = (Math.Min(west, x), Math.Max(east, x), Math.Min(south, y), Math.Max(north, y));
        if (double.IsInfinity(west)) (west, east, south, north) = (0, 1, 0, 1);
        return new Frame(X(west - margin), Y(north + margin + more), X(east - west + 2 * margin), X(north - south + 2 * margin + more));
    }
}
