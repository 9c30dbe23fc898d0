namespace Pixelopolis.Fleet.Contracts.Vda5050;

/// <summary>
/// Topic <c>state</c>: what a car is doing. Sent at every change and at least every 30 s. An order is finished when node and edge
/// states are empty and all its actions are Finished or Failed.
/// </summary>
public sealed record StateMessage : VdaMessage
{
    /// <summary>Empty before the first order; kept after the end of one.</summary>
    public required string OrderId { get; init; }
    public required uint OrderUpdateId { get; init; }

    /// <summary>Empty where none was reached yet.</summary>
    public required string LastNodeId { get; init; }
    public required uint LastNodeSequenceId { get; init; }
    public required bool Driving { get; init; }

    /// <summary>Nodes still to come, horizon included.</summary>
    public required IReadOnlyList<NodeState> NodeStates { get; init; }
    public required IReadOnlyList<EdgeState> EdgeStates { get; init; }
    public required IReadOnlyList<ActionState> ActionStates { get; init; }
    public required BatteryState BatteryState { get; init; }
    public required OperatingMode OperatingMode { get; init; }

    /// <summary>All that are active.</summary>
    public required IReadOnlyList<VdaError> Errors { get; init; }
    public required SafetyState SafetyState { get; init; }
    public AgvPosition? AgvPosition { get; init; }
    public Velocity? Velocity { get; init; }
    public bool? Paused { get; init; }
    public bool? NewBaseRequest { get; init; }

    /// <summary>Metres.</summary>
    public double? DistanceSinceLastNode { get; init; }

    /// <summary>For people only, never for logic.</summary>
    public IReadOnlyList<VdaInfo>? Information { get; init; }
    public IReadOnlyList<VdaMap>? Maps { get; init; }
    public string? ZoneSetId { get; init; }
    public IReadOnlyList<VdaLoad>? Loads { get; init; }

    /// <summary>Our own extension; null from cars that are not ours.</summary>
    public StateExtension? Pixelopolis { get; init; }
}

public sealed record NodeState(string NodeId, uint SequenceId, bool Released, NodePosition? NodePosition = null, string? NodeDescription = null);

public sealed record EdgeState(string EdgeId, uint SequenceId, bool Released, Trajectory? Trajectory = null, string? EdgeDescription = null);

public sealed record ActionState(string ActionId, ActionStatus ActionStatus, string? ActionType = null, string? ActionDescription = null,
    string? ResultDescription = null);

public enum ActionStatus { Waiting, Initializing, Running, Paused, Finished, Failed }

public enum OperatingMode { Automatic, SemiAutomatic, Manual, Service, TeachIn }

/// <summary>The pose of the drive axle's middle on a map: metres and radians. Score 0..1; the range of deviation in metres.</summary>
public sealed record AgvPosition(double X, double Y, double Theta, string MapId, bool PositionInitialized,
    double? LocalizationScore = null, double? DeviationRange = null, string? MapDescription = null);

/// <summary>In the car's own frame, m/s and rad/s.</summary>
public sealed record Velocity(double? Vx = null, double? Vy = null, double? Omega = null);

/// <summary>Charge and health in percent, volts, reach in metres.</summary>
public sealed record BatteryState(double BatteryCharge, bool Charging, double? BatteryVoltage = null, double? BatteryHealth = null, double? Reach = null);

public sealed record SafetyState(EStop EStop, bool FieldViolation);

/// <summary>Who acknowledges the emergency stop that is active, if one is.</summary>
public enum EStop { AutoAck, Manual, Remote, None }

/// <summary>An enabled or disabled map on board.</summary>
public sealed record VdaMap(string MapId, string MapVersion, MapStatus MapStatus, string? MapDescription = null);

public enum MapStatus { Enabled, Disabled }

public sealed record VdaLoad(string? LoadId = null, string? LoadType = null, string? LoadPosition = null, double? Weight = null);
