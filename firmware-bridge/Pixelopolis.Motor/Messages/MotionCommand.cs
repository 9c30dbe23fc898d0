using System.Buffers.Binary;

namespace Pixelopolis.Motor.Messages;

/// <summary>Car to board: turn the wheels so, until the lease runs out.</summary>
/// <param name="LeftVelocity">rad/s, positive drives forward.</param>
/// <param name="RightVelocity">rad/s, positive drives forward.</param>
/// <param name="CameraFrame">Number of the camera frame it was decided on; grows within a session. One frame has one lease.</param>
/// <param name="StatusTime">Board time (ms) of the newest status known when it was decided: shows the board how long the command was under way.</param>
/// <param name="LeaseMilliseconds">How long it holds from its receipt.</param>
/// <param name="Leds">Lights to show.</param>
public readonly record struct MotionCommand(
    float LeftVelocity, float RightVelocity, uint CameraFrame, uint StatusTime, ushort LeaseMilliseconds, Leds Leds)
{
    public const int Length = 19;
    public const ushort DefaultLeaseMilliseconds = 150;

    public bool IsStop => LeftVelocity == 0 && RightVelocity == 0;

    public void Write(Span<byte> payload)
    {
        BinaryPrimitives.WriteSingleLittleEndian(payload, LeftVelocity);
        BinaryPrimitives.WriteSingleLittleEndian(payload[4..], RightVelocity);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[8..], CameraFrame);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[12..], StatusTime);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[16..], LeaseMilliseconds);
        payload[18] = (byte)Leds;
    }

    public static MotionCommand Read(ReadOnlySpan<byte> payload) => new(
        BinaryPrimitives.ReadSingleLittleEndian(payload),
        BinaryPrimitives.ReadSingleLittleEndian(payload[4..]),
        BinaryPrimitives.ReadUInt32LittleEndian(payload[8..]),
        BinaryPrimitives.ReadUInt32LittleEndian(payload[12..]),
        BinaryPrimitives.ReadUInt16LittleEndian(payload[16..]),
        (Leds)payload[18]);
}
