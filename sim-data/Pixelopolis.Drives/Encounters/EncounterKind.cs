namespace Pixelopolis.Drives.Encounters;

/// <summary>What a car meets.</summary>
public enum EncounterKind
{
    /// <summary>A car ahead that drives slower, now so and now so.</summary>
    SlowerCar,

    /// <summary>A car ahead that brakes, stands, and drives on.</summary>
    StoppingCar,

    /// <summary>A car that stands in the lane, and drives on when the car has stopped.</summary>
    StoppedCar,

    /// <summary>A car that pulls into the lane from the kerb or from the other lane.</summary>
    CutIn,

    /// <summary>A box, a hand, a thing or a car across the lane, taken away when the car has stopped.</summary>
    BlockedLane,

    /// <summary>Two to four cars at an intersection that nobody reserves.</summary>
    AllWayStop,

    /// <summary>A hand or a box where just now was nothing.</summary>
    Appearing,
}
