using System.Globalization;
using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Recording;

/// <summary>A frame in words, on one line.</summary>
public static class FrameText
{
    public static string Of(in Frame frame)
    {
        var words = frame.Type switch
        {
            FrameType.MotionCommand => Of(MotionCommand.Read(frame.Payload)),
            FrameType.BoardStatus => Of(BoardStatus.Read(frame.Payload)),
            FrameType.Hello => $"hello protocol {Hello.Read(frame.Payload).ProtocolVersion}",
            FrameType.Identity => Of(Identity.Read(frame.Payload)),
            _ => $"type {(byte)frame.Type:X2}",
        };
        return $"#{frame.Sequence} {words}";
    }

    public static string Of(in MotionCommand c) => string.Create(
        CultureInfo.InvariantCulture,
        $"motion {c.LeftVelocity:0.000} {c.RightVelocity:0.000} rad/s, frame {c.CameraFrame}, status {c.StatusTime} ms, lease {c.LeaseMilliseconds} ms, lights {c.Leds}");

    public static string Of(in BoardStatus s) => string.Create(
        CultureInfo.InvariantCulture,
        $"status {s.BoardTime} ms, ticks {s.LeftTicks} {s.RightTicks}, {s.LeftVelocity:0.000} {s.RightVelocity:0.000} rad/s, {s.BatteryVolts:0.000} V, buttons {s.Buttons}, faults {s.Faults}, lights {s.Leds}, refused {s.Refusal}, taken #{s.LastAccepted}, bad frames {s.BadFrames}");

    public static string Of(Identity i) =>
        $"identity {i.BoardName}, firmware {i.Firmware}, protocol {i.ProtocolVersion}, answers #{i.HelloSequence}";
}
