namespace Pixelopolis.Station.Map;

/// <summary>
/// One car as it is drawn between two reports: the style sheet glides to <see cref="X"/>, <see cref="Y"/> (drawing plane)
/// and <see cref="Degrees"/> within <see cref="GlideMilliseconds"/>. Degrees are not wrapped, so that a glide turns the short way.
/// </summary>
public sealed record CarMotion(double X, double Y, double Degrees, int GlideMilliseconds, DateTimeOffset At)
{
    private const double JumpCentimetres = 60;

    public static CarMotion First(double x, double y, double theta, DateTimeOffset now) => new(Frame.X(x), Frame.Y(y), Frame.Degrees(theta), 0, now);

    /// <summary>The next report, metres and radians. A glide lasts as long as the reports are apart; a car that was lifted elsewhere jumps.</summary>
    public CarMotion Next(double x, double y, double theta, DateTimeOffset now)
    {
        var (nx, ny) = (Frame.X(x), Frame.Y(y));
        var turn = Math.IEEERemainder(Frame.Degrees(theta) - Degrees, 360);
        if (nx == X && ny == Y && Math.Abs(turn) < 1e-9) return this;
        var apart = (now - At).TotalMilliseconds;
        var jumped = Math.Abs(nx - X) > JumpCentimetres || Math.Abs(ny - Y) > JumpCentimetres;
        var glide = jumped ? 0 : (int)Math.Clamp(apart * 1.15, 60, 1100);
        return new CarMotion(nx, ny, Degrees + turn, glide, now);
    }
}
