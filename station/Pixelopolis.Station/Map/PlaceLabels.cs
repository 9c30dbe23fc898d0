namespace Pixelopolis.Station.Map;

/// <summary>Where a place's name stands beside its pin. The pin's own units, before it is scaled; <paramref name="Anchor"/> is SVG's text-anchor.</summary>
public readonly record struct PlaceLabel(Place Place, double X, double Y, string Anchor);

/// <summary>Puts every place's name where it covers no pin and no other name, and stays on the drawing, as far as that can be.</summary>
public static class PlaceLabels
{
    private const double Head = 25;
    private const double HeadRadius = 17;
    private const double LetterWidth = 8.6;
    private const double LetterHeight = 15;
    private const double Descent = 4;

    /// <param name="scale">Drawing units for one of the pin's own.</param>
    public static IReadOnlyList<PlaceLabel> Of(IReadOnlyList<Place> places, Frame frame, double scale)
    {
        var taken = places.Select(place => HeadOf(place, scale)).ToList();
        var labels = new List<PlaceLabel>(places.Count);
        // From the north: names there have the fewest ways to go.
        foreach (var place in places.OrderBy(p => p.Y).ThenBy(p => p.X))
        {
            var (label, box) = Around(place).Select(l => (Label: l, Box: BoxOf(l, scale)))
                .MinBy(c => taken.Sum(other => c.Box.Overlap(other)) + 4 * c.Box.Outside(frame));
            labels.Add(label);
            taken.Add(box);
        }
        return labels;
    }

    /// <summary>Above, below its foot, to the right, to the left: the dearest first.</summary>
    private static IEnumerable<PlaceLabel> Around(Place place)
    {
        var (sin, cos) = Math.SinCos(place.Lean * (Math.PI / 180));
        var (x, y) = (Head * sin, -Head * cos);
        yield return new(place, x, y - HeadRadius - Descent, "middle");
        yield return new(place, 0, LetterHeight + Descent, "middle");
        yield return new(place, x + HeadRadius + Descent, y + LetterHeight / 3, "start");
        yield return new(place, x - HeadRadius - Descent, y + LetterHeight / 3, "end");
        yield return new(place, x + HeadRadius, y - HeadRadius, "start");
        yield return new(place, x - HeadRadius, y - HeadRadius, "end");
        yield return new(place, x, y - HeadRadius - Descent - LetterHeight, "middle");
    }

    private static Box HeadOf(Place place, double scale)
    {
        var (sin, cos) = Math.SinCos(place.Lean * (Math.PI / 180));
        return new Box(place.X + (Head * sin - HeadRadius) * scale, place.Y + (-Head * cos - HeadRadius) * scale, 2 * HeadRadius * scale, 2 * HeadRadius * scale);
    }

    private static Box BoxOf(PlaceLabel label, double scale)
    {
        var width = label.Place.Name.Length * LetterWidth;
        var left = label.Anchor switch { "start" => label.X, "end" => label.X - width, _ => label.X - width / 2 };
        return new Box(label.Place.X + left * scale, label.Place.Y + (label.Y - LetterHeight) * scale, width * scale, (LetterHeight + Descent) * scale);
    }

    private readonly record struct Box(double Left, double Top, double Width, double Height)
    {
        public double Overlap(Box other) =>
            Math.Max(0, Math.Min(Left + Width, other.Left + other.Width) - Math.Max(Left, other.Left))
            * Math.Max(0, Math.Min(Top + Height, other.Top + other.Height) - Math.Max(Top, other.Top));

        public double Outside(Frame frame) => Width * Height - Overlap(new Box(frame.Left, frame.Top, frame.Width, frame.Height));
    }
}
