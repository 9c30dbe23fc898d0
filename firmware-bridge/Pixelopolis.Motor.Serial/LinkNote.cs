namespace Pixelopolis.Motor.Serial;

public enum LinkNoteKind
{
    /// <summary>The port cannot be opened; said once for each reason, then tried again in silence.</summary>
    CannotOpen,

    /// <summary>The port is open and nothing on it speaks the protocol.</summary>
    Silent,

    /// <summary>A board answered the hello.</summary>
    Connected,

    /// <summary>A board answered in another protocol version.</summary>
    WrongProtocol,

    /// <summary>The line broke.</summary>
    Lost,
}

/// <summary>What a log should say about the link.</summary>
public readonly record struct LinkNote(LinkNoteKind Kind, string Text)
{
    public override string ToString() => Text;
}

/// <summary>Hears every byte of the line, on the link's own threads: for recordings. Must be quick.</summary>
public interface ISerialTap
{
    void Received(ReadOnlySpan<byte> bytes, double now);

    void Sent(ReadOnlySpan<byte> bytes, double now);
}

/// <summary>Seconds of a provider's monotonic clock: the <c>now</c> of this project.</summary>
public static class MonotonicSeconds
{
    public static double Seconds(this TimeProvider time) => (double)time.GetTimestamp() / time.TimestampFrequency;
}
