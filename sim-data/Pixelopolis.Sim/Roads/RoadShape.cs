using Pixelopolis.City;

namespace Pixelopolis.Sim.Roads;

/// <summary>
/// Where the road is: the lanes' union, half a lane width to each side of every centre line, closed so that no crack is left
/// between lanes side by side and no notch inside an intersection.
/// </summary>
internal sealed class RoadShape
{
    /// <summary>Asphalt goes on this far past the middle of the edge line, metres.</summary>
    public const double Shoulder = 0.02;

    /// <summary>How far outside the outline distances are known, metres.</summary>
    public const double Reach = 0.12;

    private const double Step = 0.004;
    private const double CrackRadius = 0.02;
    private const double NotchRadius = 0.09;
    private const double IntersectionReach = 0.16;

    private RoadShape(Field inside, Field distance) => (Inside, Distance) = (inside, distance);

    /// <summary>Metres from the outline (the middle of the edge line), positive on the road.</summary>
    public Field Inside { get; }

    /// <summary>Metres from the nearest lane's centre line.</summary>
    public Field Distance { get; }

    public static RoadShape Of(CityMap map, Intersections intersections, Bounds bounds)
    {
        var half = map.LaneWidth / 2;
        var distance = LaneDistance.Of(map.Edges, bounds, Step, half + Reach);
        var inside = Closing.Of(distance, half, CrackRadius);
        var turns = map.Edges.Where(e => intersections.Containing(e.Id) is not null).ToList();
        if (turns.Count == 0) return new RoadShape(inside, distance);

        var wide = Closing.Of(distance, half, NotchRadius);
        var turn = LaneDistance.Of(turns, bounds, Step, half + IntersectionReach);
        for (var k = 0; k < inside.Values.Length; k++)
            if (turn.Values[k] < half + IntersectionReach) inside.Values[k] = Math.Max(inside.Values[k], wide.Values[k]);
        return new RoadShape(inside, distance);
    }
}
