namespace Pixelopolis.Fleet.Contracts.Vda5050;

/// <summary>
/// Topic <c>order</c>: a path of nodes and edges, taken in turn by <c>sequenceId</c> (nodes even, edges odd). What is released is the
/// base and will be driven; the rest is the horizon, a plan that may change.
/// </summary>
public sealed record OrderMessage : VdaMessage
{
    public required string OrderId { get; init; }
    public required uint OrderUpdateId { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<OrderNode> Nodes { get; init; }

    /// <summary>One fewer than nodes.</summary>
    public required IReadOnlyList<OrderEdge> Edges { get; init; }
    public string? ZoneSetId { get; init; }
}

/// <summary>A node to pass or to end at.</summary>
public sealed record OrderNode(string NodeId, uint SequenceId, bool Released, IReadOnlyList<VdaAction> Actions,
    NodePosition? NodePosition = null, string? NodeDescription = null);

/// <summary>Metres and radians; <paramref name="AllowedDeviationXY"/> in metres, 0 or absent: as exactly as the car can.</summary>
public sealed record NodePosition(double X, double Y, string MapId, double? Theta = null, double? AllowedDeviationXY = null,
    double? AllowedDeviationTheta = null, string? MapDescription = null);

/// <summary>An edge to drive, from one of the order's nodes to the next. Speed in m/s, lengths in metres.</summary>
public sealed record OrderEdge(string EdgeId, uint SequenceId, bool Released, string StartNodeId, string EndNodeId,
    IReadOnlyList<VdaAction> Actions, double? MaxSpeed = null, double? Length = null, Trajectory? Trajectory = null,
    string? EdgeDescription = null, double? MaxHeight = null, double? MinHeight = null, double? Orientation = null,
    OrientationType? OrientationType = null, string? Direction = null, bool? RotationAllowed = null,
    double? MaxRotationSpeed = null, Corridor? Corridor = null);

public enum OrientationType { Global, Tangential }

/// <summary>A NURBS curve: knots in [0, 1], as many as control points plus degree plus one.</summary>
public sealed record Trajectory(int Degree, IReadOnlyList<double> KnotVector, IReadOnlyList<ControlPoint> ControlPoints);

/// <summary>Metres; weight 1 unless said.</summary>
public sealed record ControlPoint(double X, double Y, double? Weight = null);

/// <summary>How far a car may leave an edge, metres.</summary>
public sealed record Corridor(double LeftWidth, double RightWidth, CorridorRefPoint? CorridorRefPoint = null);

public enum CorridorRefPoint { KinematicCenter, Contour }
