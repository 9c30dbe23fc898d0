namespace Pixelopolis.City.Planning;

/// <summary>The turns of a crossing: from each street's stop node to every other street's exit node.</summary>
internal static class CrossingLanes
{
    public static void Add(LaneNetwork lanes, PlannedJunction junction, IReadOnlyList<Arm> arms)
    {
        foreach (var from in arms.Where(a => a.Approach is not null))
        {
            var start = lanes.AddNode(LaneNetwork.StopNode(junction.Id, from.Street.Id), from.StopPose);
            foreach (var to in arms.Where(a => a.Exit is not null && a != from))
            {
                var end = lanes.AddNode(LaneNetwork.ExitNode(junction.Id, to.Street.Id), to.ExitPose);
                var slow = from.Street.Alley || to.Street.Alley;
                lanes.AddEdge($"{junction.Id}-{from.Street.Id}-to-{to.Street.Id}", start, end, TurnPath.Between(from.StopPose, to.ExitPose),
                    slow ? RoadStandard.AlleySpeed : RoadStandard.Speed);
            }
        }
    }
}
