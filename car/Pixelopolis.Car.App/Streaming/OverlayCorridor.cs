using System.Globalization;
using OpenCvSharp;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Traffic;
using Pixelopolis.City;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>The corridor that the car watches, as a strip on the road, and how far along it the nearest thing is.</summary>
internal sealed class OverlayCorridor(CameraGeometry camera)
{
    /// <summary>A gap nearer than this to the car's axle, metres, would be marked below the picture.</summary>
    private const double NearestMark = 0.11;
    private static readonly double Nose = CarFootprint.Reference.Front;

    public void Draw(Mat picture, in WayAhead way, Scalar colour)
    {
        var (left, right) = (Edge(way, way.HalfWidth), Edge(way, -way.HalfWidth));
        if (left.Count < 2 || right.Count < 2) return;
        using var painted = picture.Clone();
        Cv2.FillPoly(painted, [[.. left, .. Enumerable.Reverse(right)]], colour);
        Cv2.AddWeighted(painted, 0.3, picture, 0.7, 0, picture);
        Cv2.Polylines(picture, [left, right], false, colour, 3, LineTypes.AntiAlias);
    }

    /// <summary>From where it comes into sight; what comes into sight again behind a bend has no edge with that.</summary>
    private List<Point> Edge(in WayAhead way, double aside)
    {
        List<Point> edge = [];
        foreach (var pose in way.Poses)
        {
            if (camera.Seen(pose.Ahead(0, aside)) is { } point) edge.Add(point);
            else if (edge.Count > 0) break;
        }
        return edge;
    }

    /// <summary>A bar where the nose would touch it, and how far the car may drive until then.</summary>
    /// <param name="from">The words stay below this row.</param>
    /// <param name="to">And above this one.</param>
    public void Mark(Mat picture, in WayAhead way, in ThingAhead thing, int from, int to)
    {
        if (way.Count == 0) return;
        var there = way.At(Math.Max(thing.Gap, NearestMark));
        if (camera.Seen(there.Ahead(Nose, way.HalfWidth)) is not { } left || camera.Seen(there.Ahead(Nose, -way.HalfWidth)) is not { } right) return;
        var colour = thing.Gap < 0.15 ? OverlayInk.Red : OverlayInk.Amber;
        Cv2.Line(picture, left, right, colour, 6, LineTypes.AntiAlias);
        var words = string.Create(CultureInfo.InvariantCulture, $"{thing.Gap * 100:0} cm");
        OverlayInk.Text(picture, words, Math.Clamp(right.X + 10, 0, picture.Width - 110), Math.Clamp(right.Y + 8, from + 24, to - 8), 0.9, colour);
    }
}
