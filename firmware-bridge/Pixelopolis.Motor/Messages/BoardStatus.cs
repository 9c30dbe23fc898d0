using System.Buffers.Binary;

namespace Pixelopolis.Motor.Messages;

/// <summary>Board to car, 50 times a second: what the wheels did and how the board is.</summary>
/// <param name="BoardTime">ms since the board started; wraps at 2³².</param>
/// <param name="LeftTicks">Encoder count, <see cref="Wheels.TicksPerRevolution"/> a revolution, wraps at 2³².</param>
/// <param name="RightTicks">As the left one.</param>
/// <param name="LeftVelocity">rad/s, measured.</param>
/// <param name="RightVelocity">rad/s, measured.</param>
/// <param name="BatteryMillivolts">At the battery, under load.</param>
/// <param name="Buttons">Pressed now.</param>
/// <param name="Faults">What holds now.</param>
/// <param name="Leds">Lights shown now.</param>
/// <param name="Refusal">Why the newest command was not taken; <see cref="CommandRefusal.None"/> when it was.</param>
/// <param name="LastAccepted">Sequence number of the newest command taken.</param>
/// <param name="BadFrames">Frames the board threw away since it started; wraps at 2¹⁶.</param>
public readonly record struct BoardStatus(
    uint BoardTime, int LeftTicks, int RightTicks, float LeftVelocity, float RightVelocity, ushort BatteryMillivolts,
    Buttons Buttons, BoardFaults Faults, Leds Leds, CommandRefusal Refusal, uint LastAccepted, ushort BadFrames)
{
    public const int Length = 33;

    public double BatteryVolts => BatteryMillivolts / 1000.0;

    public void Write(Span<byte> payload)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(payload, BoardTime);
        BinaryPrimitives.WriteInt32LittleEndian(payload[4..], LeftTicks);
        BinaryPrimitives.WriteInt32LittleEndian(payload[8..], RightTicks);
        BinaryPrimitives.WriteSingleLittleEndian(payload[12..], LeftVelocity);
        BinaryPrimitives.WriteSingleLittleEndian(payload[16..], RightVelocity);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[20..], BatteryMillivolts);
        payload[22] = (byte)Buttons;
        BinaryPrimitives.WriteUInt16LittleEndian(payload[23..], (ushort)Faults);
        payload[25] = (byte)Leds;
        payload[26] = (byte)Refusal;
        BinaryPrimitives.WriteUInt32LittleEndian(payload[27..], LastAccepted);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[31..], BadFrames);
    }

    public static BoardStatus Read(ReadOnlySpan<byte> payload) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(payload),
        BinaryPrimitives.ReadInt32LittleEndian(payload[4..]),
        BinaryPrimitives.ReadInt32LittleEndian(payload[8..]),
        BinaryPrimitives.ReadSingleLittleEndian(payload[12..]),
        BinaryPrimitives.ReadSingleLittleEndian(payload[16..]),
        BinaryPrimitives.ReadUInt16LittleEndian(payload[20..]),
        (Buttons)payload[22],
        (BoardFaults)BinaryPrimitives.ReadUInt16LittleEndian(payload[23..]),
        (Leds)payload[25],
        (CommandRefusal)payload[26],
        BinaryPrimitives.ReadUInt32LittleEndian(payload[27..]),
        BinaryPrimitives.ReadUInt16LittleEndian(payload[31..]));
}
