using Pixelopolis.Motor.Board;

namespace Pixelopolis.Motor.Serial.Emulation;

/// <summary>What hangs on the board: motors, encoders, battery, buttons. The simulator is one; it is called on the board's thread.</summary>
public interface IBoardPlant
{
    /// <summary>Drives the motors so from now on and reads everything.</summary>
    /// <param name="targets">rad/s; what the board asked for at its last turn.</param>
    /// <param name="now">Seconds of the board's time provider, as <see cref="MonotonicSeconds"/> gives them; never runs back.</param>
    BoardInputs Step(in WheelTargets targets, double now);
}
