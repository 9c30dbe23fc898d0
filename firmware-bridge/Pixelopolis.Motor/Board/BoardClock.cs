namespace Pixelopolis.Motor.Board;

/// <summary>The board's time as it goes over the line: whole milliseconds that wrap at 2³².</summary>
public static class BoardClock
{
    // A difference of two times on whole milliseconds may fall short of one by a rounding.
    private const double Rounding = 1e-6;

    public static uint Milliseconds(double seconds) => unchecked((uint)(long)Math.Floor(seconds * 1000 + Rounding));

    /// <summary>From <paramref name="earlier"/> to <paramref name="later"/>, seconds; negative when it is the other way round.</summary>
    public static double Between(uint earlier, uint later) => unchecked((int)(later - earlier)) / 1000.0;
}
