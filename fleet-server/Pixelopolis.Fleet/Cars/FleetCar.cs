using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Orders;
using Pixelopolis.Fleet.Routing;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet.Cars;

/// <summary>What a car drives for.</summary>
internal enum Errand { None, Trip, Park, Charge }

/// <summary>Whether a car's place is known: as it said, as it was when the server ended, or on no lane of the map.</summary>
internal enum Whereabouts { Known, Remembered, OffRoad }

/// <summary>All the fleet knows of one car.</summary>
internal sealed class FleetCar(string serial)
{
    public string Serial { get; } = serial;
    public ConnectionState? Connection { get; set; }
    public DateTimeOffset? LastSeen { get; set; }
    public StateMessage? State { get; set; }
    public FactsheetMessage? Factsheet { get; set; }

    /// <summary>Null while nobody knows where the car is. Kept when it is no longer known: space is frozen, never freed.</summary>
    public CarTrack? Track { get; set; }
    public Whereabouts Whereabouts { get; set; }
    public DateTimeOffset? ConnectedAt { get; set; }
    public ActiveOrder? Order { get; set; }
    public Errand Errand { get; set; }
    public string? RideId { get; set; }

    public DateTimeOffset IdleSince { get; set; }
    public DateTimeOffset BusyUntil { get; set; }
    public DateTimeOffset? LostSince { get; set; }
    public DateTimeOffset? RestUntil { get; set; }

    /// <summary>Since when it stands at the end of its base and would go on, and what keeps it.</summary>
    public DateTimeOffset? HeldSince { get; set; }
    public Obstacle? Obstacle { get; set; }

    /// <summary>It has lost its place and looks for it; null while it knows where it is.</summary>
    public Search? Search { get; set; }

    public bool PausedByOperator { get; set; }

    /// <summary>What a car that does not report its pause was last told.</summary>
    public bool PausedByAction { get; set; }
    public bool SentToPark { get; set; }

    /// <summary>Its battery is low and no charger is free: it waits its turn.</summary>
    public bool AwaitsCharger { get; set; }
    public List<PendingAction> Pending { get; } = [];
    public DateTimeOffset? AskedForState { get; set; }

    /// <summary>Orders turned down since anything about the car has changed, what it said, and where it stood.</summary>
    public int Rejections { get; private set; }
    public string? RejectedWhy { get; private set; }
    private Pose? _rejectedAt;

    /// <summary>Since when it drives when it is told to; null while it does not.</summary>
    public DateTimeOffset? WellSince { get; set; }

    /// <summary>Since when it stands and says that something is wrong which may heal by itself.</summary>
    public DateTimeOffset? AilingSince { get; set; }
    public CarView? Shown { get; set; }

    public bool Online => Connection == ConnectionState.Online;

    /// <summary>Its space stays as it is until it is heard of again.</summary>
    public bool Lost => LostSince is not null;

    /// <summary>Drives when it is told to.</summary>
    public bool InHand => Online && !Lost && Search is null && Track is not null && Whereabouts == Whereabouts.Known && Pose is not null && State is { OperatingMode: OperatingMode.Automatic or OperatingMode.SemiAutomatic }
        && !State.Errors.Any(e => e.ErrorLevel == ErrorLevel.Fatal);

    public Pose? Pose => State?.AgvPosition is { PositionInitialized: true } p ? new Pose(p.X, p.Y, p.Theta) : null;

    public double Deviation => Track?.Deviation ?? 0;

    public bool HasPending(string actionType) => Pending.Any(p => p.Action.ActionType == actionType);

    public Outing? Outing { get; set; }

    /// <summary>How many times longer it takes than the map's speeds would; null before its first order's end.</summary>
    public double? Pace { get; set; }

    public void Rejected(string why) => (Rejections, RejectedWhy, _rejectedAt) = (Rejections + 1, why, Pose);

    /// <summary>Something has changed: it can be asked again.</summary>
    public void ForgetRejections() => (Rejections, RejectedWhy, _rejectedAt, RestUntil) = (0, null, null, null);

    /// <summary>It stands elsewhere than where it turned its orders down.</summary>
    public bool MovedSinceRejection => Rejections > 0 && (_rejectedAt, Pose) switch
    {
        (null, null) => false,
        ({ } then, { } now) => Math.Abs(then.X - now.X) + Math.Abs(then.Y - now.Y) > 0.05 || Math.Abs(Angle.Difference(then.Theta, now.Theta)) > 0.2,
        _ => true,
    };

    /// <summary>What is wrong with it by its own word and may heal by itself.</summary>
    public VdaError? Ailment => State?.Errors.FirstOrDefault(e =>
        e.ErrorLevel == ErrorLevel.Warning && e.ErrorType is not (ErrorTypes.Order or ErrorTypes.OrderUpdate or ErrorTypes.Validation or ErrorTypes.NoRoute or ErrorTypes.NoOrderToCancel));

    /// <summary>It is not held up, or no longer.</summary>
    public void ForgetHold(DateTimeOffset now)
    {
        if (HeldSince is { } since && Outing is { } outing) outing.Held += now - since;
        (HeldSince, Obstacle) = (null, null);
    }
}

/// <summary>What keeps a car from going on: other cars by serial, the node the first of them is at, and why.</summary>
internal sealed record Obstacle(IReadOnlyList<string> Cars, string? NodeId, string Why);
