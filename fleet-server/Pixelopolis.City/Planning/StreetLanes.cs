namespace Pixelopolis.City.Planning;

/// <summary>A street's lanes between its two junctions, divided at stations and wherever another car can queue.</summary>
internal static class StreetLanes
{
    /// <param name="between">The street's axis between its junctions.</param>
    /// <returns>The stations on the street.</returns>
    public static List<Station> Add(LaneNetwork lanes, PlannedStreet street, RoadPath between, IReadOnlyList<PlannedStation> planned)
    {
        var stations = new List<Station>();
        var offset = street.Alley ? 0 : RoadStandard.LaneOffset;
        var here = planned.Where(s => s.StreetId == street.Id).OrderBy(s => s.Share).ToList();
        Lane(lanes, street, between.Offset(-offset), street.From, street.To, here.FindAll(s => s.Forward), stations);
        if (!street.Alley)
            Lane(lanes, street, between.Reversed().Offset(-offset), street.To, street.From, here.FindAll(s => !s.Forward), stations);
        return stations;
    }

    private static void Lane(LaneNetwork lanes, PlannedStreet street, RoadPath lane, string from, string to, List<PlannedStation> planned, List<Station> stations)
    {
        var id = $"{street.Id}-{from}-{to}";
        var node = lanes.AddNode(LaneNetwork.ExitNode(from, street.Id), lane.Start);
        var (s, number) = (0.0, 0);
        foreach (var station in planned)
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
