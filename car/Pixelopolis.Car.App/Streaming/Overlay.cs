using System.Globalization;
using OpenCvSharp;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Safety;
using Pixelopolis.City;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>
/// Draws on a frame what the car makes of it: the corridor it steers along, the lane model's arc and the map's, the point steered at,
/// intent, speed, how sure it is of its place, and why it stands. Made to be read on a phone.
/// </summary>
public sealed class Overlay(CameraGeometry camera)
{
    private const double Nearest = 0.15, Farthest = 0.55, Step = 0.02;
    private static readonly double HalfWidth = CarFootprint.Reference.HalfWidth;
    private static readonly Scalar White = new(255, 255, 255), Black = new(0, 0, 0);
    private static readonly Scalar Green = new(110, 220, 60), Amber = new(40, 180, 255), Red = new(60, 60, 235), Blue = new(255, 170, 60);

    /// <param name="picture">BGR; drawn on.</param>
    public void Draw(Mat picture, in DriveReport report)
    {
        var held = report.Output.Hold != HoldReason.None;
        var colour = !held ? Green : Alarming(report.Output.Hold) ? Red : Amber;
        var steering = report.Output.Steering;
        Corridor(picture, steering.Curvature, colour);
        if (report.Lane.IsFinite && report.Lane.Frame > 0) Arc(picture, SteeringScale.Curvature(report.Lane.SteeringFor(steering.Intent)), White);
        if (steering.Intent != Intent.Follow) Arc(picture, steering.Map, Blue);
        if (report.Output.SawStopLine) StopLine(picture, report.Lane.StopLineAhead);
        var target = SteeringScale.LookAhead;
        if (Ground(target, steering.Curvature * target * target / 2) is { } point) Cv2.Circle(picture, point, 9, White, 3, LineTypes.AntiAlias);
        Words(picture, report, held, colour);
    }

    private static void Words(Mat picture, in DriveReport report, bool held, Scalar colour)
    {
        var at = report.Output.At;
        var speed = string.Create(CultureInfo.InvariantCulture, $"{report.Output.Speed:0.00} m/s");
        Band(picture, 0, 46);
        Text(picture, report.Output.Steering.Intent.ToString().ToUpperInvariant(), 14, 33, 0.95, White);
        Text(picture, speed, 235, 33, 0.95, White);
        Text(picture, string.Create(CultureInfo.InvariantCulture, $"sure {at.Score * 100:0}% +-{at.DeviationRange * 100:0} cm"), 385, 31, 0.7, at.Score > 0.5 ? White : Amber);
        if (!held) return;
        Band(picture, 52, 98);
        Text(picture, $"STANDS: {StateReport.Words(report.Output.Hold)}", 14, 84, 0.85, colour);
    }

    private void Corridor(Mat picture, double curvature, Scalar colour)
    {
        List<Point> left = [], right = [];
        for (var ahead = Nearest; ahead <= Farthest; ahead += Step)
        {
            var side = curvature * ahead * ahead / 2;
            if (Ground(ahead, side + HalfWidth) is { } l) left.Add(l);
            if (Ground(ahead, side - HalfWidth) is { } r) right.Add(r);
        }
        right.Reverse();
        Point[] outline = [.. left, .. right];
        if (outline.Length < 3) return;
        using var painted = picture.Clone();
        Cv2.FillPoly(painted, [outline], colour);
        Cv2.AddWeighted(painted, 0.35, picture, 0.65, 0, picture);
        Cv2.Polylines(picture, [left, Enumerable.Reverse(right)], false, colour, 3, LineTypes.AntiAlias);
    }

    private void Arc(Mat picture, double curvature, Scalar colour)
    {
        List<Point> points = [];
        for (var ahead = Nearest; ahead <= 0.40; ahead += Step)
            if (Ground(ahead, curvature * ahead * ahead / 2) is { } point) points.Add(point);
        if (points.Count > 1) Cv2.Polylines(picture, [points], false, colour, 2, LineTypes.AntiAlias);
    }

    private void StopLine(Mat picture, double ahead)
    {
        if (Ground(ahead, 0.1) is { } left && Ground(ahead, -0.1) is { } right) Cv2.Line(picture, left, right, Red, 4, LineTypes.AntiAlias);
    }

    /// <summary>Where a point on the ground (metres ahead of the axle and to its left) is seen.</summary>
    private Point? Ground(double ahead, double left)
    {
        var row = camera.RowOf(ahead);
        var column = camera.FrameWidth / 2.0 - left * camera.PixelsPerMetre(ahead);
        return double.IsFinite(row) && Math.Abs(column) < 4 * camera.FrameWidth ? new Point((int)Math.Round(column), (int)Math.Round(row)) : null;
    }

    private static bool Alarming(HoldReason hold) => hold is not (HoldReason.Paused or HoldReason.NoOrder or HoldReason.EndOfBase);

    private static void Band(Mat picture, int from, int to)
    {
        using var strip = picture.SubMat(from, to, 0, picture.Width);
        strip.ConvertTo(strip, -1, 0.4);
    }

    private static void Text(Mat picture, string text, int x, int y, double size, Scalar colour)
    {
        Cv2.PutText(picture, text, new Point(x, y), HersheyFonts.HersheySimplex, size, Black, 5, LineTypes.AntiAlias);
        Cv2.PutText(picture, text, new Point(x, y), HersheyFonts.HersheySimplex, size, colour, 2, LineTypes.AntiAlias);
    }
}
