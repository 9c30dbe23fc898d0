using System.Globalization;
using OpenCvSharp;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>What the detector saw, framed and named: signs blue, cars amber, what is to be stopped for red. Nearer things are drawn over farther ones.</summary>
internal static class OverlayBoxes
{
    /// <summary>Seconds. A sight is of an older frame than the one it is drawn on; older still, it frames what is no longer there.</summary>
    public const double Oldest = 0.3;
    private const double Size = 0.8;
    private static readonly double LeastSign = new LocalizationOptions().SignScore;
    private const int ChipHeight = 28;

    /// <param name="picture">BGR; drawn on.</param>
    /// <param name="sight">Not looked at when it is too old.</param>
    /// <param name="capturedAt">When the picture's light fell, by the sight's clock.</param>
    /// <param name="from">Labels stay below this row.</param>
    public static void Draw(Mat picture, in SightReading sight, double capturedAt, int from)
    {
        if (sight.Frame == 0 || !(Math.Abs(capturedAt - sight.CapturedAt) <= Oldest)) return;
        var found = Array.FindAll(sight.Found().ToArray(), Counts);
        Array.Sort(found, (a, b) => a.Bottom.CompareTo(b.Bottom));
        var placed = new List<Rect>();
        foreach (var thing in found) Frame(picture, Box(picture, thing), Colour(thing.Class));
        for (var i = found.Length - 1; i >= 0; i--) Label(picture, found[i], Box(picture, found[i]), from, placed);
    }

    /// <summary>What a sign's score is too low for is a second guess at a plate, or none at all: the car does not go by it.</summary>
    private static bool Counts(Detection thing) => !ObjectClasses.IsSign(thing.Class) || thing.Score >= LeastSign;

    private static Scalar Colour(ObjectClass kind) => ObjectClasses.IsObstacle(kind) ? OverlayInk.Red : kind == ObjectClass.Car ? OverlayInk.Amber : OverlayInk.Blue;

    private static Rect Box(Mat picture, in Detection d) => new(
        (int)(d.Left * picture.Width), (int)(d.Top * picture.Height), Math.Max(4, (int)(d.Width * picture.Width)), Math.Max(4, (int)(d.Height * picture.Height)));

    private static void Frame(Mat picture, Rect box, Scalar colour)
    {
        Cv2.Rectangle(picture, box, OverlayInk.Black, 5, LineTypes.AntiAlias);
        Cv2.Rectangle(picture, box, colour, 3, LineTypes.AntiAlias);
    }

    /// <summary>Above its box, or below where another stands; the name without its score where both have no room, and nothing where even that would cover another.</summary>
    private static void Label(Mat picture, in Detection thing, Rect box, int from, List<Rect> placed)
    {
        var name = ObjectClasses.Word(thing.Class).Replace('_', ' ');
        string[] texts = [string.Create(CultureInfo.InvariantCulture, $"{name} {thing.Score * 100:0}%"), name];
        foreach (var text in texts)
            if (Room(picture, text, box, from, placed) is { } chip)
            {
                placed.Add(chip);
                Cv2.Rectangle(picture, chip, Colour(thing.Class), -1);
                Cv2.PutText(picture, text, new Point(chip.Left + 6, chip.Bottom - 7), OverlayInk.Font, Size, OverlayInk.Black, 2, LineTypes.AntiAlias);
                return;
            }
    }

    private static Rect? Room(Mat picture, string text, Rect box, int from, List<Rect> placed)
    {
        var width = OverlayInk.Measure(text, Size).Width + 12;
        foreach (var top in (ReadOnlySpan<int>)[box.Top - ChipHeight, box.Bottom])
        {
            var chip = new Rect(Math.Clamp(box.Left - 2, 0, Math.Max(0, picture.Width - width)), top, width, ChipHeight);
            if (top >= from && top + ChipHeight <= picture.Height && !placed.Any(p => p.IntersectsWith(chip))) return chip;
        }
        return null;
    }
}
