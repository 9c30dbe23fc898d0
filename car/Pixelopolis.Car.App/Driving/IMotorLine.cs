using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Host;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car.App.Driving;

/// <summary>The motors as the drive loop sees them: a status to look at, a command to leave. Neither waits nor allocates.</summary>
public interface IMotorLine
{
    /// <summary>The newest status and when it came, monotonic seconds; false while there is none.</summary>
    bool TryGetStatus(out BoardStatus status, out double receivedAt);

    /// <summary>Leaves a command for the line; false when there is no line now.</summary>
    /// <param name="wheels">rad/s.</param>
    /// <param name="frame">It was decided on.</param>
    /// <param name="frameArrivedAt">When that frame was here, monotonic seconds; NaN for a command that answers none.</param>
    /// <param name="leds">Lights to show.</param>
    bool Send(in WheelTargets wheels, uint frame, double frameArrivedAt, Leds leds);

    LinkHealth Health { get; }

    /// <summary>In words for whoever must act; null while all is well.</summary>
    string? Complaint { get; }

    /// <summary>From a frame's arrival to its command's bytes having been written.</summary>
    LatencyHistogram FrameToWrite { get; }
}
