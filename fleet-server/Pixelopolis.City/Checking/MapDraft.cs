using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Checking;

/// <summary>An edge before anyone knows whether its ends exist. Metres, m/s.</summary>
internal sealed record DraftEdge(string Id, string StartNodeId, string EndNodeId, double MaxSpeed, Nurbs? Trajectory);

/// <summary>A station as the file has it: any number of nodes, a kind in words, names.</summary>
internal sealed record DraftStation(string Id, IReadOnlyList<string> NodeIds, StationKind Kind, IReadOnlyDictionary<string, string> Names);

/// <summary>A map that was read but not yet checked: ids may repeat, ends may be missing.</summary>
internal sealed record MapDraft(string Id, string Name, string Version, double LaneWidth, IReadOnlyList<Node> Nodes,
    IReadOnlyList<DraftEdge> Edges, IReadOnlyList<DraftStation> Stations, IReadOnlyList<Sign> Signs, IReadOnlyList<Building> Buildings);
