namespace Pixelopolis.Motor.Messages;

/// <summary>The car's lights.</summary>
[Flags]
public enum Leds : byte
{
    None = 0,
    Headlights = 1 << 0,
    Brake = 1 << 1,
    IndicatorLeft = 1 << 2,
    IndicatorRight = 1 << 3,
    Roof = 1 << 4,
}

/// <summary>The car's buttons.</summary>
[Flags]
public enum Buttons : byte
{
    None = 0,

    /// <summary>Stops the motors until <see cref="Resume"/>, even when let go.</summary>
    Emergency = 1 << 0,

    /// <summary>Lifts the emergency stop once the emergency button is let go.</summary>
    Resume = 1 << 1,
}

/// <summary>What holds at the board now. While any is set, the motors stand.</summary>
[Flags]
public enum BoardFaults : ushort
{
    None = 0,

    /// <summary>No lease runs: none was given yet, or the last one is over.</summary>
    LeaseExpired = 1 << 0,

    /// <summary>No sound frame from the car for too long.</summary>
    LineQuiet = 1 << 1,

    /// <summary>The battery is below its limit, or its voltage cannot be read.</summary>
    BatteryLow = 1 << 2,

    /// <summary>The emergency button was pressed and the stop has not been lifted.</summary>
    EmergencyStop = 1 << 3,

    /// <summary>No session: the board has started, or was greeted in another protocol version.</summary>
    AwaitingHello = 1 << 4,

    /// <summary>A motor reports an error of its own.</summary>
    MotorFault = 1 << 5,
}

/// <summary>Why a motion command was not taken.</summary>
public enum CommandRefusal : byte
{
    None = 0,

    /// <summary>No hello came before it.</summary>
    NoSession = 1,

    /// <summary>Its sequence number is not newer than the last one's.</summary>
    StaleSequence = 2,

    /// <summary>Its camera frame is older than the last one's.</summary>
    StaleFrame = 3,

    /// <summary>Its frame's lease is over, or it was too long under way.</summary>
    Expired = 4,

    /// <summary>The lease asked for is zero or above the board's limit.</summary>
    LeaseOutOfRange = 5,

    /// <summary>A velocity is not a number, or above the board's limit.</summary>
    VelocityOutOfRange = 6,
}
