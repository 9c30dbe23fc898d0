using Pixelopolis.City;

namespace Pixelopolis.Station.Map;

/// <summary>
/// One building as a paper model seen from the south: its shadow, its front wall with windows, its roof.
/// Path data in the drawing's plane; <see cref="Tint"/> picks one of the style sheet's six house colours.
/// </summary>
public sealed record Block(int Tint, string Shadow, string Wall, string Windows, string Doors, string Roof, string Ridge)
{
    private const int Tints = 6;
    private const double WindowPitch = 7;
    private const double WindowWidth = 2.6;
    private const double WindowHeight = 2.8;

    /// <summary>The city's buildings, the northern first so that the southern stand before them.</summary>
    public static IReadOnlyList<Block> Of(IReadOnlyList<Building> buildings) =>
        [.. buildings.Select((b, i) => (b, i)).OrderByDescending(t => t.b.Y - t.b.Depth / 2).Select(t => Of(t.b, t.i))];

    /// <summary>Metres the roof is drawn above the ground; the drawing shows a third of the height, within reason.</summary>
    public static double Lift(Building building) => Math.Clamp(building.Height * 0.34, 0.05, 0.16);

    private static Block Of(Building b, int index)
    {
        var (west, east) = (Frame.X(b.X - b.Width / 2), Frame.X(b.X + b.Width / 2));
        var (north, south) = (Frame.Y(b.Y + b.Depth / 2), Frame.Y(b.Y - b.Depth / 2));
        var lift = Frame.X(Lift(b));
        var tint = (int)((uint)HashCode(b, index) % Tints);
        return new Block(tint,
            Shadow: Polygon((west + 1, south), (east, south), (east + lift * 0.55, south - lift * 0.4), (east + lift * 0.55, north - lift * 0.4), (east, north)),
            Wall: Rectangle(west, south - lift, east - west, lift),
            Windows: Windows_(west, east, south, lift, tint),
            Doors: Rectangle((west + east) / 2 - 1.7, south - 4, 3.4, 4),
            Roof: Rectangle(west, north - lift, east - west, south - north),
            Ridge: RidgeOf(west, east, north - lift, south - lift, tint));
    }

    private static string Windows_(double west, double east, double south, double lift, int tint)
    {
        var rows = (int)((lift - 1.2) / 4.2);
        var columns = (int)((east - west - 2) / WindowPitch);
        if (rows < 1 || columns < 1) return "";
        var inset = (east - west - columns * WindowPitch + WindowPitch - WindowWidth) / 2;
        var path = new System.Text.StringBuilder();
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                var x = west + inset + column * WindowPitch;
                var onDoor = row == rows - 1 && Math.Abs(x + WindowWidth / 2 - (west + east) / 2) < 3.4;
                if (!onDoor && (row * 7 + column * 3 + tint) % 5 != 0)
                    path.Append(Rectangle(x, south - lift + 1.4 + row * 4.2, WindowWidth, WindowHeight));
            }
        return path.ToString();
    }

    /// <summary>A gable's ridge, a flat roof's parapet, or a hipped roof's four edges.</summary>
    private static string RidgeOf(double west, double east, double north, double south, int tint)
    {
        var (w, h) = (east - west, south - north);
        var hip = Math.Min(w, h) / 2;
        return (tint % 3) switch
        {
            0 => Rectangle(west + 2, north + 2, w - 4, h - 4),
            1 when w >= h => $"{Line(west, north, west + hip, north + hip)}{Line(west, south, west + hip, south - hip)}{Line(east, north, east - hip, north + hip)}{Line(east, south, east - hip, south - hip)}{Line(west + hip, north + h / 2, east - hip, north + h / 2)}",
            1 => $"{Line(west, north, west + hip, north + hip)}{Line(east, north, west + hip, north + hip)}{Line(west, south, west + hip, south - hip)}{Line(east, south, west + hip, south - hip)}{Line(west + hip, north + hip, west + hip, south - hip)}",
            _ when w >= h => Line(west, north + h / 2, east, north + h / 2),
            _ => Line(west + w / 2, north, west + w / 2, south),
        };
    }

    // The place decides the colour, so that a city looks the same on every phone.
    private static int HashCode(Building b, int index) => unchecked((int)(b.X * 37) * 31 + (int)(b.Y * 53) * 17 + index * 7);

    private static string Rectangle(double x, double y, double w, double h) => $"M{Frame.Text(x)} {Frame.Text(y)}h{Frame.Text(w)}v{Frame.Text(h)}h{Frame.Text(-w)}z";

    private static string Line(double x0, double y0, double x1, double y1) => $"M{Frame.Text(x0)} {Frame.Text(y0)}L{Frame.Text(x1)} {Frame.Text(y1)}";

    private static string Polygon(params ReadOnlySpan<(double X, double Y)> corners)
    {
        var path = new System.Text.StringBuilder();
        for (var i = 0; i < corners.Length; i++)
            path.Append(i == 0 ? 'M' : 'L').Append(Frame.Text(corners[i].X)).Append(' ').Append(Frame.Text(corners[i].Y));
        return path.Append('z').ToString();
    }
}
