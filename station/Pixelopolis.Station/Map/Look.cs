namespace Pixelopolis.Station.Map;

/// <summary>Which part of the drawing is looked at: all of it, or a window around a car.</summary>
public readonly record struct Look(double Zoom, double X, double Y)
{
    public static Look Everything(Frame frame) => new(1, frame.CentreX, frame.CentreY);

    public static Look At(double x, double y, double zoom) => new(zoom, x, y);

    /// <summary>The style sheet's transform; the window never leaves the drawing.</summary>
    public string Transform(Frame frame)
    {
        var x = Math.Clamp(X, frame.Left + frame.Width / 2 / Zoom, frame.Left + frame.Width - frame.Width / 2 / Zoom);
        var y = Math.Clamp(Y, frame.Top + frame.Height / 2 / Zoom, frame.Top + frame.Height - frame.Height / 2 / Zoom);
        return $"transform:translate({Frame.Text(frame.CentreX - Zoom * x)}px,{Frame.Text(frame.CentreY - Zoom * y)}px) scale({Frame.Text(Zoom)})";
    }
}
