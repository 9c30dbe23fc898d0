namespace Pixelopolis.Motor.Messages;

/// <summary>Car to board: a session begins here. Its frame's sequence number is the one commands must be newer than.</summary>
public readonly record struct Hello(byte ProtocolVersion)
{
    public const int Length = 1;
    public const byte CurrentProtocolVersion = 1;

    public void Write(Span<byte> payload) => payload[0] = ProtocolVersion;

    public static Hello Read(ReadOnlySpan<byte> payload) => new(payload[0]);
}
