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
}
