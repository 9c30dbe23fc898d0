namespace Pixelopolis.Motor.Board;

/// <summary>The board's time as it goes over the line: whole milliseconds that wrap at 2³².</summary>
public static class BoardClock
{
    public static uint Milliseconds(double seconds) => unchecked((uint)(long)Math.Floor(seconds * 1000));

    /// <summary>From <paramref name="earlier"/> to <paramref name="later"/>, seconds; negative when it is the other way round.</summary>
    public static double Between(uint earlier, uint later) => unchecked((int)(later - earlier)) / 1000.0;
}
