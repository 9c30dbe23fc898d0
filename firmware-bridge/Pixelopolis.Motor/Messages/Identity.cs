using System.Buffers.Binary;
using System.Text;

namespace Pixelopolis.Motor.Messages;

/// <summary>Board to car, in answer to <see cref="Hello"/>: who it is.</summary>
/// <param name="ProtocolVersion">The version the board speaks.</param>
/// <param name="HelloSequence">Sequence number of the hello it answers.</param>
/// <param name="Firmware">Version of the board's program.</param>
/// <param name="BoardName">At most <see cref="MaxNameLength"/> printable ASCII characters.</param>
public sealed record Identity(byte ProtocolVersion, uint HelloSequence, FirmwareVersion Firmware, string BoardName)
{
    public const int Length = 24;
    public const int MaxNameLength = 16;

    public static bool IsValidName(string? name) =>
        name is { Length: > 0 and <= MaxNameLength } && name.All(c => c is > ' ' and <= '~');

    public void Write(Span<byte> payload)
    {
        payload[0] = ProtocolVersion;
        BinaryPrimitives.WriteUInt32LittleEndian(payload[1..], HelloSequence);
        payload[5] = Firmware.Major;
        payload[6] = Firmware.Minor;
        payload[7] = Firmware.Patch;
        payload.Slice(8, MaxNameLength).Clear();
        Encoding.ASCII.GetBytes(BoardName, payload.Slice(8, MaxNameLength));
    }

    public static Identity Read(ReadOnlySpan<byte> payload) => new(
        payload[0],
        BinaryPrimitives.ReadUInt32LittleEndian(payload[1..]),
        new FirmwareVersion(payload[5], payload[6], payload[7]),
        Encoding.ASCII.GetString(payload.Slice(8, MaxNameLength)).TrimEnd('\0'));
}

public readonly record struct FirmwareVersion(byte Major, byte Minor, byte Patch)
{
    public override string ToString() => $"{Major}.{Minor}.{Patch}";
}
