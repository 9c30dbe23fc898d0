using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Planning;

/// <summary>
/// A one-way ring, driven counter-clockwise. At each street the ring can be left to the right (split) and, a little further
/// on, entered (merge); between a merge and the next split the ring is a link that holds a waiting car.
/// </summary>
internal static class RoundaboutLanes
{
    private const double Radius = RoadStandard.RoundaboutRadius;
    private const double Entry = RoadStandard.RoundaboutEntryRadius;

    public static void Add(LaneNetwork lanes, PlannedJunction junction, IReadOnlyList<Arm> arms)
    {
        // The entry's arc touches the ring from outside: its centre is Radius + Entry from the ring's.
        var mouth = Math.Asin((RoadStandard.LaneOffset + Entry) / (Radius + Entry));
        var straight = RoadStandard.RoundaboutArm - (Radius + Entry) * Math.Cos(mouth);
        var bend = Entry * (Math.PI / 2 - mouth);
        foreach (var arm in arms)
        {
            var street = arm.Street.Id;
            var split = lanes.AddNode(Split(junction, arm), OnRing(junction, arm.Heading - mouth));
            var merge = lanes.AddNode(Merge(junction, arm), OnRing(junction, arm.Heading + mouth));
            lanes.AddEdge($"{junction.Id}-pass-{street}", split, merge, Ring(junction, arm.Heading - mouth, 2 * mouth), RoadStandard.Speed);
            var stop = lanes.AddNode(LaneNetwork.StopNode(junction.Id, street), arm.StopPose);
            var straightIn = new PathPiece(arm.StopPose, straight, 0);
            lanes.AddEdge($"{junction.Id}-enter-from-{street}", stop, merge, new RoadPath([straightIn, new PathPiece(straightIn.End, bend, -1 / Entry)]), RoadStandard.Speed);
            var exit = lanes.AddNode(LaneNetwork.ExitNode(junction.Id, street), arm.ExitPose);
            var bendOut = new PathPiece(OnRing(junction, arm.Heading - mouth), bend, -1 / Entry);
            lanes.AddEdge($"{junction.Id}-leave-to-{street}", split, exit, new RoadPath([bendOut, new PathPiece(bendOut.End, straight, 0)]), RoadStandard.Speed);
        }
        for (var i = 0; i < arms.Count; i++)
        {
            var (arm, next) = (arms[i], arms[(i + 1) % arms.Count]);
            var gap = (Angle.Difference(next.Heading, arm.Heading) + 2 * Math.PI) % (2 * Math.PI) - 2 * mouth;
            lanes.AddEdge($"{junction.Id}-ring-{arm.Street.Id}", Merge(junction, arm), Split(junction, next),
                Ring(junction, arm.Heading + mouth, gap), RoadStandard.Speed);
        }
    }

    private static string Split(PlannedJunction junction, Arm arm) => $"{junction.Id}-{arm.Street.Id}-split";

    private static string Merge(PlannedJunction junction, Arm arm) => $"{junction.Id}-{arm.Street.Id}-merge";

    private static Pose OnRing(PlannedJunction junction, double angle) =>
        new(junction.X + Radius * Math.Cos(angle), junction.Y + Radius * Math.Sin(angle), Angle.Wrap(angle + Math.PI / 2));

    private static RoadPath Ring(PlannedJunction junction, double from, double angle) =>
        new([new PathPiece(OnRing(junction, from), Radius * angle, 1 / Radius)]);
}
