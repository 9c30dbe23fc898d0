namespace Pixelopolis.Car.Safety;

/// <summary>Why a car stands, or None when it drives. The first that holds, in this order of weight, is the one reported.</summary>
public enum HoldReason
{
    None,
    EmergencyStop,
    BoardFault,
    BatteryLow,
    StatusStale,
    FrameStale,
    ModelOutputBroken,
    Lost,
    Paused,
    NoOrder,
    EndOfBase,

    /// <summary>It keeps apart by its own eyes alone, and they have seen nothing for too long.</summary>
    SightStale,

    /// <summary>Behind another car.</summary>
    CarAhead,

    /// <summary>Before a hand, a box, or something unknown.</summary>
    Obstacle,

    /// <summary>At the stop line of an intersection that nobody reserves.</summary>
    GiveWay,
}
