namespace Pixelopolis.City.Planning;

/// <summary>The measures every planned road keeps to: metres, m/s, radians.</summary>
public static class RoadStandard
{
    public const double LaneWidth = 0.25;

    /// <summary>From a two-way street's axis to the middle of each of its lanes.</summary>
    public const double LaneOffset = LaneWidth / 2;

    public const double Speed = 0.4;

    /// <summary>Alleys are where cars park: slow, so that routes lead through them only when they must.</summary>
    public const double AlleySpeed = 0.2;

    /// <summary>A link between junctions holds a waiting car; a longer one is divided, so that several can queue.</summary>
    public const double ShortestLink = 0.45;

    /// <summary>From a crossing's centre to the nodes where its turns start and end, when its streets cross squarely.</summary>
    public const double ShortestArm = 0.36;

    /// <summary>The sharpest turn at a crossing that a planner allows.</summary>
    public const double TightestTurn = 0.22;

    /// <summary>The sharpest bend of a lane between crossings.</summary>
    public const double TightestBend = 0.30;

    /// <summary>Two exits closer than this could ask for the same intent.</summary>
    public const double NarrowestCorner = 60 * Math.PI / 180;

    /// <summary>Streets closer than this leave a roundabout's ring no link that holds a waiting car.</summary>
    public const double NarrowestRoundaboutCorner = 89 * Math.PI / 180;

    /// <summary>The far edge of the painted stop line, seen from the node before it, with room to the crossing lane's edge line.</summary>
    public const double StopLineReach = RoadMarkings.StopLineAhead + RoadMarkings.StopLineThickness / 2 + 0.005;

    /// <summary>Between cars that cross and the cars that wait before a crossing or have just left it, lengthwise.</summary>
    public const double WaitingMargin = 0.05;

    public const double RoundaboutRadius = 0.62;
    public const double RoundaboutEntryRadius = 0.2;
    public const double RoundaboutArm = 0.89;
}
