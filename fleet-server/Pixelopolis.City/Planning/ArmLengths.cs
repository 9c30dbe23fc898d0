using Pixelopolis.City.Geometry;

namespace Pixelopolis.City.Planning;

/// <summary>How far a crossing reaches into each of its streets: so far that stop lines lie before the crossing lanes and turns are wide enough.</summary>
internal static class ArmLengths
{
    /// <param name="arms">A crossing's arms, counter-clockwise.</param>
    public static List<Arm> Of(IReadOnlyList<Arm> arms)
    {
        var lengths = arms.Select(a => a.Length).ToArray();
        for (var i = 0; i < arms.Count; i++)
            for (var j = 0; j < arms.Count; j++)
            {
                if (i == j) continue;
                var corner = (Angle.Difference(arms[j].Heading, arms[i].Heading) + 2 * Math.PI) % (2 * Math.PI);
                if (arms[i].Approach is { } approach)
                {
                    lengths[i] = Math.Max(lengths[i], StopLine(arms[i], approach, arms[j].HalfWidth, corner) + RoadStandard.StopLineReach);
                    if (arms[j].Exit is { } exit && corner < Math.PI - Angle.FromDegrees(30))
                    {
                        var tangent = RoadStandard.TightestTurn * Math.Tan((Math.PI - corner) / 2);
                        lengths[i] = Math.Max(lengths[i], tangent + (exit + approach * Math.Cos(corner)) / Math.Sin(corner));
                        lengths[j] = Math.Max(lengths[j], tangent + (approach + exit * Math.Cos(corner)) / Math.Sin(corner));
                    }
                }
            }
        return WaitingRoom.Make([.. arms.Select((a, i) => a with { Length = lengths[i] })]);
    }

    /// <summary>How far from the centre another street's edge cuts off the approach lane.</summary>
    private static double StopLine(Arm arm, double approach, double otherHalfWidth, double corner) =>
        CutOff(corner, otherHalfWidth, approach - RoadStandard.LaneWidth / 2, arm.HalfWidth);

    /// <summary>How far from the centre a strip along another street, so wide to each side of its axis, cuts off a strip of this arm.</summary>
    /// <param name="corner">From this arm to the other street, counter-clockwise, 0..2π.</param>
    private static double CutOff(double corner, double otherHalfWidth, double right, double left)
    {
        var sin = Math.Abs(Math.Sin(corner));
        if (sin < 0.2) return 0; // the street goes on across the junction
        var sign = corner < Math.PI ? 1 : -1; // the other street is to the left of this arm, seen outwards, or to the right
        return Math.Max(At(right), At(left));

        double At(double lateral) => (otherHalfWidth + sign * lateral * Math.Cos(corner)) / sin;
    }
}
