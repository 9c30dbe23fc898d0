using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Safety;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Traffic;

/// <summary>What an intersection asks of the car: metres to where it must stand (infinite: nowhere), the speed it allows, and why the car stands.</summary>
public readonly record struct CrossingChoice(double StopIn, double Speed, HoldReason Hold)
{
    public static CrossingChoice Free { get; } = new(double.PositiveInfinity, double.PositiveInfinity, HoldReason.None);
}

/// <summary>
/// Every intersection is an all-way stop. The car stands at the line and looks. It sees who waits to its right and across, and who is inside, but
/// not who waits to its left: that one sees the car on its own right, and gives way. Who waits too long goes, slowly, when the intersection is empty and it is its
/// approach's turn by the clock, so that a ring of cars neither waits for ever nor goes all at once.
/// </summary>
public sealed class AllWayStop
{
    /// <summary>Nearer than this to its stop the car stands at the line, metres.</summary>
    private const double AtLine = 0.04;

    /// <summary>m/s below which it stands.</summary>
    private const double Still = 0.02;

    /// <summary>A car so near behind another's line wants to enter, metres.</summary>
    private const double WaitsWithin = 0.30;

    /// <summary>So far past the line the car can still give way, metres.</summary>
    private const double TurnsBackWithin = 0.08;
    private const double OnLane = 0.11;

    /// <summary>So far past the line it does not see any more who waits to its right, metres.</summary>
    private const double PastLine = 0.02;

    /// <summary>The part of a turn in which a car may begin: it is well in sight, or gone, when the next turn comes.</summary>
    private const double Begins = 0.35;

    /// <summary>Behind a line a car's middle lies this far behind its axle; its place is not known better than a few centimetres.</summary>
    private const double Inside = 0.06;
    private readonly TrafficOptions _options;
    private readonly Dictionary<string, Crossing> _crossings = new(StringComparer.Ordinal);
    private SeededChance _chance;
    private Edge? _cleared, _at;
    private double _standsSince, _clearSince, _patience, _quietSince, _quietFor;

    public AllWayStop(TrafficOptions options, CityMap map, Intersections intersections)
    {
        (_options, _chance) = (options, new SeededChance(options.Seed));
        foreach (var edge in map.Edges)
            if (intersections.StopLineAtEndOf(edge.Id) is not null && map.From(edge.EndNodeId).Select(e => intersections.Containing(e.Id)).FirstOrDefault(i => i is not null) is { } crossing)
                _crossings[edge.Id] = Crossing.Of(edge, crossing, map);
    }

    /// <summary>Of one car's line: the edges inside, and where those wait who come from its right and from across.</summary>
    private sealed record Crossing(Edge[] Inside, Edge[] FromRight, Edge[] FromAcross, int Turn, int Turns)
    {
        public static Crossing Of(Edge approach, Intersection intersection, CityMap map)
        {
            var inside = intersection.EdgeIds.Select(map.Edge).ToArray();
            var names = inside.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
            var others = intersection.EntryNodeIds.Where(n => n != approach.EndNodeId).SelectMany(map.Into).Where(e => !names.Contains(e.Id)).ToArray();
            double Turned(Edge e) => Angle.Degrees(Angle.Difference(e.Curve.End.Theta, approach.Curve.End.Theta));
            var before = others.Count(e => string.CompareOrdinal(e.Id, approach.Id) < 0);
            return new Crossing(inside, [.. others.Where(e => Turned(e) is > 35 and < 145)], [.. others.Where(e => Math.Abs(Turned(e)) >= 145)], before, others.Length + 1);
        }
    }

    /// <param name="now">Seconds.</param>
    /// <param name="path">The car's way.</param>
    /// <param name="at">Where it is on it.</param>
    /// <param name="speed">Of the car, m/s, by its wheels.</param>
    /// <param name="tracker">What it sees.</param>
    /// <param name="ahead">In its way.</param>
    /// <param name="looking">Whether the car still sees: to the blind nothing is clear, and what was clear must be looked at again.</param>
    public CrossingChoice Update(double now, RoutePath path, in RouteEstimate at, double speed, ObjectTracker tracker, in ThingAhead ahead, bool looking)
    {
        var legs = path.Legs;
        var on = path.LegIndexAt(at.S);
        // Its nose is over the line and not yet in anybody's way.
        var begins = on > 0 && legs[on - 1].StopLine is not null && at.S - legs[on - 1].To < TurnsBackWithin;
        if (begins && legs[on - 1].Edge == _cleared && _crossings.TryGetValue(_cleared.Id, out var entered) && Others(now, legs[on].Intent, entered, path, at, tracker).Inside) _cleared = null;
        if (!looking && _cleared is not null && (legs[on].Edge == _cleared || (begins && legs[on - 1].Edge == _cleared))) _cleared = null;
        var crossing = legs[on].Intent != Intent.Follow || (_cleared is not null && legs[on].Edge == _cleared);
        if (_cleared is not null && !crossing && !(on > 0 && legs[on - 1].Edge == _cleared)) _cleared = null;
        for (var i = begins ? on - 1 : on; i < legs.Length; i++)
        {
            if (legs[i].StopLine is null || legs[i].Edge == _cleared || !_crossings.TryGetValue(legs[i].Edge.Id, out var around)) continue;
            // Another began at the same moment: it stands where it is, and looks again.
            var stopIn = legs[i].To - at.S;
            if (i == legs.Length - 1) break;
            if (stopIn - at.DeviationAlong <= AtLine && Math.Abs(speed) < Still && Look(now, legs[i].Edge, legs[i + 1].Intent, around, path, at, tracker, ahead, looking, stopIn < -PastLine))
            {
                _cleared = legs[i].Edge;
                return new CrossingChoice(double.PositiveInfinity, _options.EntrySpeed, HoldReason.None);
            }
            var waits = _at == legs[i].Edge && stopIn - at.DeviationAlong <= AtLine && Math.Abs(speed) < Still;
            return new CrossingChoice(stopIn, crossing ? _options.EntrySpeed : double.PositiveInfinity, waits ? HoldReason.GiveWay : HoldReason.None);
        }
        return crossing ? new CrossingChoice(double.PositiveInfinity, _options.EntrySpeed, HoldReason.None) : CrossingChoice.Free;
    }

    /// <returns>Whether it may go.</returns>
    private bool Look(double now, Edge edge, Intent intent, Crossing around, RoutePath path, in RouteEstimate at, ObjectTracker tracker, in ThingAhead ahead, bool looking, bool pastLine)
    {
        if (_at != edge)
        {
            (_at, _standsSince, _clearSince) = (edge, now, double.NaN);
            _patience = _options.Patience + _options.PatienceSpread * _chance.Uniform();
            (_quietSince, _quietFor) = (now, 0);
        }
        var (inside, priority) = Others(now, intent, around, path, at, tracker);
        priority |= pastLine;
        // After each that went, those with priority go next; who has lost patience comes after them, each after a time of its own.
        if (inside) (_quietSince, _quietFor) = (now, _options.QuietAtLeast + _options.QuietSpread * _chance.Uniform());
        var waited = now - _standsSince;
        var turn = IsTurn(now, around);
        var clear = !inside && (!priority || (turn && waited > _patience && now - _quietSince > _quietFor));
        // Who stands inside and does not come out has a reason; who can pass it, may.
        if (inside && turn && waited > 2 * _patience && !ahead.IsThere) clear = true;
        if (!clear || !looking) _clearSince = double.NaN;
        else if (double.IsNaN(_clearSince)) _clearSince = now;
        if (waited < _options.LookFor || double.IsNaN(_clearSince) || now - _clearSince < _options.ClearFor) return false;
        _at = null;
        return true;
    }

    private bool IsTurn(double now, Crossing around)
    {
        var turns = (now + _options.ClockOffset) / _options.TurnSeconds;
        var whole = Math.Floor(turns);
        return (long)whole % around.Turns == around.Turn && turns - whole < Begins;
    }

    private static (bool Inside, bool Priority) Others(double now, Intent intent, Crossing around, RoutePath path, in RouteEstimate at, ObjectTracker tracker)
    {
        var on = path.At(at.S);
        var (ownX, ownY) = on.Ahead(0, at.Left);
        var own = new Pose(ownX, ownY, on.Theta + at.Heading);
        var (inside, priority) = (false, false);
        foreach (var track in tracker.Tracks)
        {
            if (!track.IsUsed || !track.IsReal) continue;
            var seen = tracker.Relative(track, now);
            var (x, y) = own.Ahead(seen.X, seen.Y);
            inside |= IsInside(around.Inside, x, y);
            priority |= Waits(around.FromRight, x, y) || (intent == Intent.Left && Waits(around.FromAcross, x, y));
        }
        return (inside, priority);
    }

    private static bool IsInside(Edge[] edges, double x, double y)
    {
        foreach (var edge in edges)
        {
            var on = edge.Curve.Project(x, y);
            if (on.Distance < OnLane && on.S > Inside && on.S < edge.Length - 0.02) return true;
        }
        return false;
    }

    private static bool Waits(Edge[] approaches, double x, double y)
    {
        foreach (var edge in approaches)
        {
            var on = edge.Curve.Project(x, y, edge.Length - WaitsWithin);
            if (on.Distance < OnLane) return true;
        }
        return false;
    }
}
