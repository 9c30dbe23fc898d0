using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Traffic;

/// <summary>
/// The strip that the car is about to sweep, in its own coordinates: along its route's path, beside which it may be and to which it returns, or along the arc
/// that it steers. Says what stands in it, and what is about to. Allocates nothing after construction.
/// </summary>
public sealed class Corridor
{
    private const double Step = 0.02;

    /// <summary>Metres in which a car beside its path is back on it, to a third.</summary>
    private const double ReturnsWithin = 0.25;

    /// <summary>Only what the front sweeps counts: the rest follows it.</summary>
    private static readonly CarFootprint Front = CarFootprint.Reference with { Rear = 0 };
    private readonly TrafficOptions _options;
    private readonly Pose[] _way;
    private readonly CarBox[] _swept;
    private bool _isWatched;

    public Corridor(TrafficOptions options)
    {
        _options = options;
        var count = (int)(options.LookAhead / Step) + 1;
        (_way, _swept) = (new Pose[count], new CarBox[count]);
    }

    /// <summary>The axle's way, every two centimetres, as the car sees it now; empty while none is watched.</summary>
    public ReadOnlySpan<Pose> Way => _isWatched ? _way : [];

    /// <summary>A copy of the way, to be shown.</summary>
    public WayAhead Ahead => _isWatched ? new WayAhead(_way, Step, Front.HalfWidth + _options.Margin) : default;

    /// <summary>Nothing is watched: the car goes nowhere.</summary>
    public void Leave() => _isWatched = false;

    /// <summary>Along a route's path from where the car believes it is.</summary>
    public void Follow(RoutePath path, in RouteEstimate at)
    {
        _isWatched = true;
        var on = path.At(at.S);
        var (x, y) = on.Ahead(0, at.Left);
        var own = new Pose(x, y, on.Theta + at.Heading);
        for (var i = 0; i < _way.Length; i++)
        {
            var ahead = i * Step;
            var point = path.At(at.S + ahead);
            var aside = at.Left * Math.Exp(-ahead / ReturnsWithin);
            var (px, py) = point.Ahead(0, aside);
            var (forward, left) = own.Local(px, py);
            var turned = Angle.Difference(point.Theta, own.Theta) + at.Heading * Math.Exp(-ahead / ReturnsWithin);
            Put(i, new Pose(forward, left, turned));
        }
    }

    /// <summary>Along an arc (1/m, positive to the left).</summary>
    public void Steer(double curvature)
    {
        _isWatched = true;
        for (var i = 0; i < _way.Length; i++)
        {
            var ahead = i * Step;
            var turned = Math.Clamp(ahead * curvature, -Math.PI / 2, Math.PI / 2);
            var straight = Math.Abs(curvature) < 1e-4;
            Put(i, new Pose(straight ? ahead : Math.Sin(turned) / curvature, straight ? 0 : (1 - Math.Cos(turned)) / curvature, turned));
        }
    }

    private void Put(int i, in Pose pose)
    {
        _way[i] = pose;
        var margin = _options.MarginBeside + (_options.Margin - _options.MarginBeside) * Math.Min(1, i * Step / 0.15);
        _swept[i] = CarBox.At(pose, Front.Inflated(margin, 0));
    }

    /// <summary>The nearest thing in the way of a car that drives at a speed.</summary>
    public ThingAhead Nearest(ObjectTracker tracker, double now)
    {
        ThingAhead nearest = default;
        foreach (var track in tracker.Tracks)
        {
            if (!track.IsUsed || !track.IsReal) continue;
            var thing = Of(track, tracker, now);
            if (thing.IsThere && (!nearest.IsThere || StopsEarlier(thing, nearest))) nearest = thing;
        }
        return nearest;
    }

    // What drives ahead may be nearer than what stands farther on, and still leave more room.
    private bool StopsEarlier(in ThingAhead a, in ThingAhead b) => Room(a) < Room(b);

    private double Room(in ThingAhead thing) => thing.Gap + Math.Max(0, thing.Along) * Math.Max(0, thing.Along) / (2 * _options.LeaderBraking);

    private ThingAhead Of(Track track, ObjectTracker tracker, double now)
    {
        var place = tracker.Relative(track, now);
        var (vx, vy) = tracker.RelativeSpeed(track);
        var near = NearestOf(place);
        var way = _way[near];
        var (sin, cos) = Math.SinCos(way.Theta);
        var (along, aside) = (vx * cos + vy * sin, -vx * sin + vy * cos);
        var heading = tracker.Pose.Theta + way.Theta;
        var deviation = track.Filter.SpeedDeviation(Math.Cos(heading), Math.Sin(heading));
        var unsure = Math.Min(0.04, track.Filter.PlaceDeviation(Math.Cos(heading), Math.Sin(heading)));
        var slack = Math.Min(0.015, track.Filter.PlaceDeviation(-Math.Sin(heading), Math.Cos(heading)));
        if (Touched(Box(track, place, slack)) is var first and >= 0)
            return new ThingAhead(true, track.IsCar, track.Number, Math.Max(0, first * Step - unsure), along, deviation, false);
        // How what is not seen moves is not known any more: an oncoming car that has left the picture is not coming into the way.
        const double JustSeen = 0.35;
        if (track.IsHidden || now - track.SeenAt > JustSeen) return default;
        // Towards the way: followed along the road's bends and straight on; it is coming only where both lead into it.
        var (_, left) = way.Local(place.X, place.Y);
        var sideDeviation = track.Filter.SpeedDeviation(-Math.Sin(heading), Math.Cos(heading));
        if (near == 0 && way.Local(place.X, place.Y).Forward < 0) return default;
        if (left * aside >= 0 || Math.Abs(aside) < Math.Max(0.05, 1.5 * sideDeviation)) return default;
        for (var t = 0.1; t <= _options.TimeAhead + 1e-9; t += 0.1)
        {
            var further = _way[Math.Clamp(near + (int)Math.Round(along * t / Step), 0, _way.Length - 1)];
            var (x, y) = further.Ahead(0, left + aside * t);
            var bent = Touched(Box(track, new Pose(x, y, place.Theta + Angle.Difference(further.Theta, way.Theta)), 0));
            if (bent < 0) continue;
            var straight = Touched(Box(track, new Pose(place.X + vx * t, place.Y + vy * t, place.Theta), 0));
            if (straight < 0) continue;
            return new ThingAhead(true, track.IsCar, track.Number, Math.Max(0, Math.Min(bent, straight) * Step - unsure), along, deviation, true);
        }
        return default;
    }

    private static CarBox Box(Track track, in Pose place, double slack)
    {
        var (sin, cos) = Math.SinCos(place.Theta);
        return new CarBox(place.X, place.Y, cos, sin, track.HalfLength, track.HalfWidth + slack);
    }

    private int NearestOf(in Pose place)
    {
        var (best, at) = (double.PositiveInfinity, 0);
        for (var i = 0; i < _way.Length; i++)
        {
            var (dx, dy) = (_way[i].X - place.X, _way[i].Y - place.Y);
            if (dx * dx + dy * dy < best) (best, at) = (dx * dx + dy * dy, i);
        }
        return at;
    }

    /// <summary>The first place of the way where the car's front would touch it, or −1.</summary>
    private int Touched(in CarBox thing)
    {
        for (var i = 0; i < _swept.Length; i++)
            if (_swept[i].Overlaps(thing)) return i;
        return -1;
    }
}
