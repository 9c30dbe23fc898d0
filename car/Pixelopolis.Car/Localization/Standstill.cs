using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car.Localization;

/// <summary>Whether the car stands, as the car can know it: told to stop, and its wheels as good as still.</summary>
public static class Standstill
{
    /// <summary>rad/s of a wheel: 9 mm/s.</summary>
    public const double Below = 0.3;

    public static bool Is(in MotionCommand command, in BoardStatus status) =>
        command.IsStop && Math.Abs(status.LeftVelocity) < Below && Math.Abs(status.RightVelocity) < Below;
}
