using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Board;

/// <summary>What the board asks of its motors: wheel velocities, rad/s, positive drives forward.</summary>
public readonly record struct WheelTargets(double Left, double Right)
{
    public static WheelTargets Stop => default;

    public bool IsStop => Left == 0 && Right == 0;
}

/// <summary>What the board reads of its motors, battery and buttons.</summary>
/// <param name="LeftTicks">Encoder count, <see cref="Wheels.TicksPerRevolution"/> a revolution; wraps.</param>
/// <param name="RightTicks">As the left one.</param>
/// <param name="LeftVelocity">rad/s.</param>
/// <param name="RightVelocity">rad/s.</param>
/// <param name="BatteryVolts">At the battery, under load; not a number when it cannot be read.</param>
/// <param name="Buttons">Pressed now.</param>
/// <param name="MotorFault">A motor reports an error of its own (Dynamixel: the alert bit of its status packets).</param>
public readonly record struct BoardInputs(
    int LeftTicks, int RightTicks, double LeftVelocity, double RightVelocity, double BatteryVolts,
    Buttons Buttons = Buttons.None, bool MotorFault = false);
