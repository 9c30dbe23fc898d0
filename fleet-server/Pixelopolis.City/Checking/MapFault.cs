namespace Pixelopolis.City.Checking;

/// <summary>Everything that can be wrong with a city map. The names are stable: tools and tests may match on them.</summary>
public enum MapFaultKind
{
    NotJson, FileTooLarge, FieldMissing, FieldWrongType, LifVersionUnsupported, LayoutMissing, LayoutAmbiguous, TooMany, TooManyFaults,
    IdEmpty, IdTooLong, DuplicateNodeId, DuplicateEdgeId, DuplicateStationId, DuplicateSignId,
    PositionInvalid, NodesMissing, LaneWidthInvalid,
    EdgeEndMissing, EdgeTooShort, VehiclePropertiesMissing, SpeedInvalid, NurbsInvalid, TrajectoryMissesNode, RoadTooLong,
    StationNodeMissing, StationUnreachable, StationWithoutWayBack, NodeDeadEnd,
    KindUnknown, KindStationMissing, NamesStationMissing, SignClassUnknown, SignNodeMissing, BuildingInvalid,
}

/// <summary>One thing that is wrong with a map: what, where in the file or the map, and what would be right.</summary>
public sealed record MapFault(MapFaultKind Kind, string Where, string Message)
{
    /// <summary>The kind as it is written and matched on: <c>duplicateNodeId</c>.</summary>
    public string Name { get; } = char.ToLowerInvariant(Kind.ToString()[0]) + Kind.ToString()[1..];

    public override string ToString() => $"{Name} at {Where}: {Message}";
}

/// <summary>The faults found so far, in the order of the file; past a thousand it says so and keeps no more.</summary>
internal sealed class FaultList
{
    public const int Most = 1000;
    private readonly List<MapFault> _faults = [];

    public IReadOnlyList<MapFault> All => _faults;

    public bool Any => _faults.Count > 0;

    public bool Has(MapFaultKind kind) => _faults.Exists(f => f.Kind == kind);

    /// <param name="message">Its numbers are written the same way in every country.</param>
    public void Add(MapFaultKind kind, string where, FormattableString message)
    {
        if (_faults.Count < Most) _faults.Add(new MapFault(kind, where, FormattableString.Invariant(message)));
        else if (_faults.Count == Most) _faults.Add(new MapFault(MapFaultKind.TooManyFaults, "the map", $"more than {Most} faults: the rest are not listed"));
    }
}
