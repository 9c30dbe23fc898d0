using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Planning;

/// <summary>
/// One street's end at a junction, seen from the junction's centre outwards: its heading, how far the junction reaches into
/// it, and where its lanes are. <paramref name="Approach"/> is the incoming lane's distance to the left of the street's axis,
/// <paramref name="Exit"/> the outgoing lane's to the right of it; null where there is none.
/// </summary>
internal sealed record Arm(PlannedStreet Street, bool AtStart, double CentreX, double CentreY, double Heading, double Length, double? Approach, double? Exit)
{
    /// <summary>From the axis to the pavement's edge.</summary>
    public double HalfWidth => Street.Alley ? RoadStandard.LaneWidth / 2 : RoadStandard.LaneWidth;

    public Pose Centre => new(CentreX, CentreY, Heading);

    /// <summary>Where a car waits before the junction.</summary>
    public Pose StopPose => Centre.Ahead(Length, Approach!.Value) is var (x, y) ? new Pose(x, y, Angle.Wrap(Heading + Math.PI)) : default;

    /// <summary>Where a car has left the junction.</summary>
    public Pose ExitPose => Centre.Ahead(Length, -Exit!.Value) is var (x, y) ? new Pose(x, y, Heading) : default;

    public static Arm Of(PlannedStreet street, bool atStart, RoadPath axis, PlannedJunction junction)
    {
        var outward = atStart ? axis.Start.Theta : Angle.Wrap(axis.End.Theta + Math.PI);
        var offset = street.Alley ? 0 : RoadStandard.LaneOffset;
        double? lane = offset;
        return new Arm(street, atStart, junction.X, junction.Y, outward, RoadStandard.ShortestArm,
            street.Alley && atStart ? null : lane, street.Alley && !atStart ? null : lane);
    }
}
