using System.Globalization;

namespace Pixelopolis.Motor.Recording;

public enum Direction
{
    ToBoard,
    ToCar,
}

/// <summary>
/// A line of a serial recording: <c>12.345678 &gt; 00 03 02 …</c>. Seconds, <c>&gt;</c> to the board or <c>&lt;</c> to the car, bytes in hexadecimal.
/// One line is one piece of the stream, whatever it cuts.
/// </summary>
public readonly record struct SerialLogLine(double Time, Direction Direction, byte[] Bytes)
{
    /// <summary>Longer lines are refused; a link's pieces are shorter by far.</summary>
    public const int MaxBytes = 65_536;

    /// <summary>Reads a line; otherwise says what is wrong with it.</summary>
    public static bool TryParse(string text, out SerialLogLine line, out string fault)
    {
        line = default;
        fault = "";
        var parts = text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length < 3) return Fail("expected '<seconds> <direction> <bytes>'", out fault);
        if (!double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var time) || !double.IsFinite(time))
            return Fail($"'{parts[0]}' is no time in seconds", out fault);
        if (parts[1] is not (">" or "<")) return Fail($"'{parts[1]}' is no direction: > or <", out fault);
        var hex = parts[2].Replace(" ", "", StringComparison.Ordinal);
        if (hex.Length > 2 * MaxBytes) return Fail($"more than {MaxBytes} bytes", out fault);
        var bytes = new byte[hex.Length / 2];
        if (hex.Length % 2 != 0 || Convert.FromHexString(hex, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
            return Fail("bytes are two hexadecimal digits each", out fault);
        line = new SerialLogLine(time, parts[1] == ">" ? Direction.ToBoard : Direction.ToCar, bytes);
        return true;
    }

    public static string Format(double time, Direction direction, ReadOnlySpan<byte> bytes)
    {
        var hex = Convert.ToHexString(bytes);
        var spaced = string.Join(' ', hex.Chunk(2).Select(pair => new string(pair)));
        return string.Create(CultureInfo.InvariantCulture, $"{time:0.000000} {(direction == Direction.ToBoard ? '>' : '<')} {spaced}");
    }

    public override string ToString() => Format(Time, Direction, Bytes);

    private static bool Fail(string why, out string fault)
    {
        fault = why;
        return false;
    }
}
