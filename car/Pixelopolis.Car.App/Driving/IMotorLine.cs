using Pixelopolis.Motor.Host;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car.App.Driving;

/// <summary>The motors as the drive loop sees them: a status to look at, a command to leave. Neither waits nor allocates.</summary>
public interface IMotorLine
{
    /// <summary>The newest status and when it came, monotonic seconds; false while there is none.</summary>
    bool TryGetStatus(out BoardStatus status, out double receivedAt);

    /// <summary>Leaves a command of the safety stage's for the line, which carries it as it is; false when there is no line now.</summary>
    /// <param name="command">What the motors are to do, and for how long.</param>
    /// <param name="frameArrivedAt">When the frame it was decided on was here, monotonic seconds; NaN for a command that answers none.</param>
    bool Send(in MotionCommand command, double frameArrivedAt);

    LinkHealth Health { get; }

    /// <summary>In words for whoever must act; null while all is well.</summary>
    string? Complaint { get; }

    /// <summary>From a frame's arrival to its command's bytes having been written.</summary>
    LatencyHistogram FrameToWrite { get; }
}
