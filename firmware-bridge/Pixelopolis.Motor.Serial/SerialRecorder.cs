using Pixelopolis.Motor.Recording;

namespace Pixelopolis.Motor.Serial;

/// <summary>Writes every byte of a line as a recording, one piece a line, from the time it was made.</summary>
public sealed class SerialRecorder(TextWriter writer, double started) : ISerialTap
{
    private readonly Lock _gate = new();

    public void Received(ReadOnlySpan<byte> bytes, double now) => Write(Direction.ToCar, bytes, now);

    public void Sent(ReadOnlySpan<byte> bytes, double now) => Write(Direction.ToBoard, bytes, now);

    private void Write(Direction direction, ReadOnlySpan<byte> bytes, double now)
    {
        var line = SerialLogLine.Format(now - started, direction, bytes);
        lock (_gate) writer.WriteLine(line);
    }
}
