using System.Globalization;
using OpenCvSharp;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Safety;
using Pixelopolis.Car.Traffic;
using Pixelopolis.City;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>
/// Draws on a frame what the car makes of it: the corridor it watches and what is in it, the lane model's arc and the map's, the point steered at, what the
/// detector saw, intent, steering, speed, how sure it is of its place, and why it stands. Made to be read on a phone; recordings have none of it.
/// </summary>
public sealed class Overlay(CameraGeometry camera)
{
    private const double Nearest = 0.15, Farthest = 0.40, Step = 0.02;
    private const int Head = 64, Foot = 36;

    /// <summary>1/m, at which the steering's bar is full: a turn of 0.25 m.</summary>
    private const double FullCurvature = 4;
    private static readonly Scalar White = OverlayInk.White, Green = OverlayInk.Green, Amber = OverlayInk.Amber, Red = OverlayInk.Red, Blue = OverlayInk.Blue;
    private readonly OverlayCorridor _corridor = new(camera);

    /// <param name="picture">BGR; drawn on.</param>
    /// <param name="report">The drive loop's newest.</param>
    /// <param name="way">The corridor's in that turn; the default where none was watched, and then none is drawn.</param>
    /// <param name="capturedAt">When the picture's light fell, by the report's clock.</param>
    /// <param name="road">What its order says.</param>
    public void Draw(Mat picture, in DriveReport report, in WayAhead way = default, double capturedAt = double.NaN, OverlayRoad road = default)
    {
        var held = report.Output.Hold != HoldReason.None;
        var colour = !held ? Green : Alarming(report.Output.Hold) ? Red : Amber;
        var steering = report.Output.Steering;
        _corridor.Draw(picture, way, colour);
        if (report.Lane.IsFinite && report.Lane.Frame > 0) Arc(picture, SteeringScale.Curvature(report.Lane.SteeringFor(steering.Intent)), White);
        if (steering.Intent != Intent.Follow) Arc(picture, steering.Map, Blue);
        if (report.Output.SawStopLine) StopLine(picture, report.Lane.StopLineAhead);
        var target = SteeringScale.LookAhead;
        if (report.Output.Traffic.Ahead is { IsThere: true } ahead) _corridor.Mark(picture, way, ahead, Head, picture.Height - Foot);
        if (camera.Seen(target, steering.Curvature * target * target / 2) is { } point) Cv2.Circle(picture, point, 9, White, 3, LineTypes.AntiAlias);
        OverlayBoxes.Draw(picture, report.Sight, capturedAt, Head);
        Words(picture, report);
        if (road.Edge is { } edge) Road(picture, edge);
        if (held) Reason(picture, road.Why(report.Output.Hold), colour);
    }

    /// <summary>What it is doing, from the left: the turn it takes, how it steers and how fast it goes, how sure it is of its place.</summary>
    private static void Words(Mat picture, in DriveReport report)
    {
        OverlayInk.Veil(picture, new Rect(0, 0, picture.Width, Head), OverlayInk.Black, 0.6);
        var intent = report.Output.Steering.Intent.ToString().ToUpperInvariant();
        OverlayInk.Text(picture, intent, 14, 43, OverlayInk.Fitting(intent, 1.1, 180), report.Output.Steering.Intent == Intent.Follow ? White : Blue);
        var middle = picture.Width / 2;
        var speed = string.Create(CultureInfo.InvariantCulture, $"{report.Output.Speed:0.00}");
        var wide = OverlayInk.Measure(speed, 1.3).Width;
        OverlayInk.Text(picture, speed, middle - wide / 2 - 28, 42, 1.3, White);
        OverlayInk.Text(picture, "m/s", middle + wide / 2 - 18, 42, 0.8, White);
        Steering(picture, report.Output.Steering.Curvature, middle);
        Place(picture, report);
    }

    private static void Steering(Mat picture, double curvature, int middle)
    {
        const int half = 100, top = 53, height = 6;
        Cv2.Rectangle(picture, new Rect(middle - half, top, 2 * half, height), new Scalar(90, 86, 82), -1);
        var turn = (int)Math.Round(Math.Clamp(curvature / FullCurvature, -1, 1) * half);
        if (turn != 0) Cv2.Rectangle(picture, new Rect(middle - Math.Max(turn, 0), top, Math.Abs(turn), height), White, -1);
        Cv2.Line(picture, new Point(middle, top - 3), new Point(middle, top + height + 2), White, 3);
    }

    private static void Place(Mat picture, in DriveReport report)
    {
        var at = report.Output.At;
        var sure = at.Score > 0.5;
        var score = string.Create(CultureInfo.InvariantCulture, $"{at.Score * 100:0}% sure");
        var where = string.Create(CultureInfo.InvariantCulture, $"+-{Math.Min(at.DeviationRange, 9.99) * 100:0} cm");
        var right = picture.Width - 12;
        OverlayInk.Text(picture, score, right - OverlayInk.Measure(score, 0.8).Width, 26, 0.8, sure ? White : Amber);
        OverlayInk.Text(picture, where, right - OverlayInk.Measure(where, 0.8).Width, 55, 0.8, sure ? White : Amber);
    }

    /// <summary>The edge's name is made of its streets' in our maps.</summary>
    private static void Road(Mat picture, string edge)
    {
        var words = edge.Replace('-', ' ').Replace('_', ' ');
        OverlayInk.Veil(picture, new Rect(0, picture.Height - Foot, picture.Width, Foot), OverlayInk.Black, 0.6);
        OverlayInk.Text(picture, words, 14, picture.Height - 11, OverlayInk.Fitting(words, 0.8, picture.Width - 28), White);
    }

    /// <summary>A pause's sign, and why in words.</summary>
    private static void Reason(Mat picture, string words, Scalar colour)
    {
        const int height = 54, sign = 44;
        var size = OverlayInk.Fitting(words, 1.05, picture.Width - 60 - sign);
        var width = OverlayInk.Measure(words, size).Width + sign + 32;
        var pill = new Rect((picture.Width - width) / 2, picture.Height - Foot - height - 10, width, height);
        OverlayInk.Veil(picture, pill, OverlayInk.Black, 0.75);
        Cv2.Rectangle(picture, pill, colour, 3, LineTypes.AntiAlias);
        for (var bar = 0; bar < 2; bar++) Cv2.Rectangle(picture, new Rect(pill.Left + 18 + 14 * bar, pill.Top + 14, 8, height - 28), colour, -1);
        OverlayInk.Text(picture, words, pill.Left + sign + 14, pill.Top + 36, size, White);
    }

    private void Arc(Mat picture, double curvature, Scalar colour)
    {
        List<Point> points = [];
        for (var ahead = Nearest; ahead <= Farthest; ahead += Step)
            if (camera.Seen(ahead, curvature * ahead * ahead / 2) is { } point) points.Add(point);
        if (points.Count > 1) Cv2.Polylines(picture, [points], false, colour, 2, LineTypes.AntiAlias);
    }

    private void StopLine(Mat picture, double ahead)
    {
        if (camera.Seen(ahead, 0.1) is { } left && camera.Seen(ahead, -0.1) is { } right) Cv2.Line(picture, left, right, Red, 4, LineTypes.AntiAlias);
    }

    private static bool Alarming(HoldReason hold) => hold is not (HoldReason.Paused or HoldReason.NoOrder or HoldReason.EndOfBase or HoldReason.CarAhead or HoldReason.GiveWay);
}
