namespace Pixelopolis.Car.Perception;

/// <summary>
/// How the camera sits on the car and what it sees of the ground: a pinhole, pitched down, behind the axle.
/// Metres and radians; the focal length in pixels of a 640 × 480 frame.
/// </summary>
public sealed record CameraGeometry
{
    public static CameraGeometry Reference { get; } = new();

    public int FrameWidth { get; init; } = 640;
    public int FrameHeight { get; init; } = 480;
    public double FocalPixels { get; init; } = 493;
    public double Pitch { get; init; } = 4 * Math.PI / 180;
    public double Height { get; init; } = 0.12;
    public double BehindAxle { get; init; } = 0.08;

    /// <summary>Metres ahead of the axle where the ground appears in a frame row; infinite at the horizon and above.</summary>
    public double GroundAhead(double frameRow)
    {
        var down = Pitch + Math.Atan((frameRow - FrameHeight / 2.0) / FocalPixels);
        return down <= 0 ? double.PositiveInfinity : Height / Math.Tan(down) - BehindAxle;
    }

    /// <summary>The frame row in which the ground that many metres ahead of the axle appears.</summary>
    public double RowOf(double ahead) => FrameHeight / 2.0 + FocalPixels * Math.Tan(Math.Atan2(Height, ahead + BehindAxle) - Pitch);

    /// <summary>Frame pixels for one metre across, on the ground that many metres ahead of the axle.</summary>
    public double PixelsPerMetre(double ahead) => FocalPixels / ((ahead + BehindAxle) * Math.Cos(Pitch) + Height * Math.Sin(Pitch));

    /// <summary>Whether a ground point (metres ahead of the axle, to the left) lies in the frame's bottom quarter.</summary>
    public bool InBottomQuarter(double ahead, double left)
    {
        if (ahead + BehindAxle <= 0.01) return false;
        var row = RowOf(ahead);
        return row >= FrameHeight * 3 / 4.0 && row < FrameHeight && Math.Abs(left) * PixelsPerMetre(ahead) < FrameWidth / 2.0;
    }
}
