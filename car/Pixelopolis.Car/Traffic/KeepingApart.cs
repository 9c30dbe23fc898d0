using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Safety;
using Pixelopolis.City;

namespace Pixelopolis.Car.Traffic;

/// <summary>What the car made of the traffic: what is in its way, the speed that allows, and how far it may go until it must give way.</summary>
/// <param name="Ahead">Nearest in its corridor.</param>
/// <param name="Speed">m/s, infinite where nothing limits it.</param>
/// <param name="Hold">Why that is zero.</param>
/// <param name="GiveWayIn">Metres to the stop line where it gives way; infinite where it need not.</param>
public readonly record struct TrafficChoice(ThingAhead Ahead, double Speed, HoldReason Hold, double GiveWayIn)
{
    public static TrafficChoice Free { get; } = new(default, double.PositiveInfinity, HoldReason.None, double.PositiveInfinity);
}

/// <summary>
/// Keeps the car apart from what it sees: detections become things on the ground, things are followed, what is in the corridor is followed at a distance or
/// stopped for, and at an intersection that nobody reserved the car gives way. Where nobody reserves its road, a car that does not see stands. Allocates nothing in steady state.
/// </summary>
public sealed class KeepingApart
{
    /// <summary>Older sights are none: seconds.</summary>
    public const double OldestSight = 0.6;
    private readonly Following _following;
    private readonly bool _byEyesAlone;
    private readonly AllWayStop? _crossings;

    /// <param name="options">Of the car.</param>
    /// <param name="map">Null where no intersection is to be given way at.</param>
    /// <param name="intersections">Of the map.</param>
    public KeepingApart(DriveOptions options, CityMap? map, Intersections? intersections)
    {
        Tracker = new ObjectTracker(options.Camera, options.Traffic);
        Corridor = new Corridor(options.Traffic);
        _following = new Following(options.Traffic);
        _byEyesAlone = options.Traffic.AllWayStop;
        if (options.Traffic.AllWayStop && map is not null) _crossings = new AllWayStop(options.Traffic, map, intersections ?? Intersections.Of(map));
    }

    public ObjectTracker Tracker { get; }

    public Corridor Corridor { get; }

    /// <summary>Takes in what a drive step is told, on the way that was watched in the last.</summary>
    public void See(in DriveInput input, OdometryStep step) => Tracker.Update(input.Now, step, input.Sight, Corridor.Way);

    /// <summary>On a route.</summary>
    public TrafficChoice Choose(double now, double speed, RoutePath path, in RouteEstimate at)
    {
        Corridor.Follow(path, at);
        var choice = Choose(now, speed);
        if (_crossings is null) return choice;
        var way = _crossings.Update(now, path, at, speed, Tracker, choice.Ahead, IsLooking(now));
        return choice with { Speed = Math.Min(choice.Speed, way.Speed), Hold = choice.Hold != HoldReason.None ? choice.Hold : way.Hold, GiveWayIn = way.StopIn };
    }

    /// <summary>Without one.</summary>
    public TrafficChoice Choose(double now, double speed, double curvature)
    {
        Corridor.Steer(curvature);
        return Choose(now, speed);
    }

    /// <summary>Before its first sight it does not see either.</summary>
    private bool IsLooking(double now) => now - Tracker.SightAt < OldestSight;

    private TrafficChoice Choose(double now, double speed)
    {
        var ahead = Corridor.Nearest(Tracker, now);
        var looking = IsLooking(now);
        var (allowed, hold) = _following.Choose(ahead, speed, now, looking);
        if (_byEyesAlone && !looking) (allowed, hold) = (0, HoldReason.SightStale);
        return new TrafficChoice(ahead, allowed, hold, double.PositiveInfinity);
    }
}
