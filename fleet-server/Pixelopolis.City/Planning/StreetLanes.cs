namespace Pixelopolis.City.Planning;

/// <summary>A street's lanes between its two junctions, divided at stations and wherever another car can queue.</summary>
internal static class StreetLanes
{
    /// <returns>Why the street cannot be built, or null.</returns>
    public static string? Add(LaneNetwork lanes, PlannedStreet street, RoadPath axis, Arm start, Arm end, IReadOnlyList<PlannedStation> planned, List<Station> stations)
    {
        var (from, to) = (start.Length, axis.Length - end.Length);
        if (to - from < RoadStandard.ShortestLink) return $"street {street.Id} leaves {to - from:0.00} m between its junctions";
        if (!IsStraight(axis.Cut(0, from)) || !IsStraight(axis.Cut(to, axis.Length))) return $"street {street.Id} bends inside a junction";
        var middle = axis.Cut(from, to);
        var offset = street.Alley ? 0 : RoadStandard.LaneOffset;
        if (middle.SharpestCurvature * (RoadStandard.TightestBend + offset) > 1 + 1e-9) return $"street {street.Id} bends too sharply";
        var forward = middle.Offset(-offset);
        var shortest = forward.Length;
        Lane(lanes, street, forward, street.From, street.To, [.. planned.Where(s => s.Forward)], stations);
        if (!street.Alley)
        {
            var backward = middle.Reversed().Offset(-offset);
            shortest = Math.Min(shortest, backward.Length);
            Lane(lanes, street, backward, street.To, street.From, [.. planned.Where(s => !s.Forward)], stations);
        }
        return shortest < RoadStandard.ShortestLink ? $"street {street.Id} has a lane of {shortest:0.00} m between its junctions" : null;
    }

    private static bool IsStraight(RoadPath path) => path.SharpestCurvature == 0;

    private static void Lane(LaneNetwork lanes, PlannedStreet street, RoadPath lane, string from, string to, IReadOnlyList<PlannedStation> planned, List<Station> stations)
    {
        var id = $"{street.Id}-{from}-{to}";
        var node = lanes.AddNode(LaneNetwork.ExitNode(from, street.Id), lane.Start);
        var (s, number) = (0.0, 0);
        foreach (var station in planned.OrderBy(p => p.Share))
        {
            var at = lane.Length * station.Share;
            Divide(lane.Cut(s, at), lanes.AddNode($"{id}-{station.Id}", lane.Cut(s, at).End));
            stations.Add(new Station(station.Id, node, station.Kind, station.Names));
            s = at;
        }
        Divide(lane.Cut(s, lane.Length), lanes.AddNode(LaneNetwork.StopNode(to, street.Id), lane.End));

        void Divide(RoadPath part, string last)
        {
            var pieces = Math.Max(1, (int)(part.Length / RoadStandard.ShortestLink));
            var i = 0;
            foreach (var piece in part.Divide(pieces))
            {
                number++;
                var end = ++i == pieces ? last : lanes.AddNode($"{id}-{number}", piece.End);
                lanes.AddEdge($"{id}-{number}", node, end, piece, street.Alley ? RoadStandard.AlleySpeed : RoadStandard.Speed);
                node = end;
            }
        }
    }
}
