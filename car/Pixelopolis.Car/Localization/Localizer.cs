using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Localization;

/// <summary>
/// Where the car is. On its route a Kalman filter follows it; signs, lanes and stop lines correct it and tell when it cannot be right. Then the car is
/// lost: a particle filter looks for it all over the map, until one place alone is left. Allocates nothing but a found place.
/// </summary>
public sealed class Localizer
{
    /// <summary>Metres.</summary>
    private const double Anywhere = 10;

    /// <summary>Seconds: a sight older than this is the last of eyes that have failed.</summary>
    private const double Blind = 1.0;

    /// <summary>Metres between two frames at the usual speed, for which a lane counts in full; and how much wider its error is behind something.</summary>
    private const double FrameMoves = 0.018, WorseObscured = 3;
    private readonly LocalizationOptions _options;
    private readonly Safety.SafetyOptions _limits;
    private readonly RouteLocalizer _track;
    private readonly Doubt _doubt = new();
    private readonly StopLineWatch _stopLines;
    private readonly LaneWatch _lanes;
    private readonly SignWatch? _signs;
    private readonly GraphLocalizer? _graph;
    private readonly SearchSteering _search = new();
    private double _sinceLane, _travelled, _searchUntil;
    private bool _sees;
    private uint _sight;
    private Pose? _parked;

    /// <param name="options">Of the car.</param>
    /// <param name="map">Null where there is none to look for signs on: then nothing is searched for either.</param>
    /// <param name="intersections">Of the map; computed when they are not given.</param>
    public Localizer(DriveOptions options, CityMap? map = null, Intersections? intersections = null)
    {
        (_options, _limits) = (options.Localization, options.Safety);
        _track = new RouteLocalizer(options.Localization);
        (_stopLines, _lanes) = (new StopLineWatch(_doubt), new LaneWatch(_doubt, options.Traffic));
        if (map is null) return;
        var signs = new SignMap(map, options.Camera);
        _signs = new SignWatch(signs, _doubt, options.Localization);
        const ulong Seed = 0x5EA2C4; // any: a search must be the same when a drive is replayed
        _graph = new GraphLocalizer(map, intersections ?? Intersections.Of(map), signs, options.Localization, Seed);
    }

    /// <summary>On the route, with how much speaks against it. A car that is lost may be anywhere: its deviation says so.</summary>
    public RouteEstimate Estimate => IsSearching ? _track.Estimate with { Doubt = 1, DeviationS = Anywhere, DeviationLeft = Anywhere }
        : _graph is null ? _track.Estimate : _track.Estimate with { Doubt = _doubt.Probability };

    /// <summary>The car is lost and looks for its place.</summary>
    public bool IsSearching { get; private set; }

    /// <summary>Metres it may still crawl while it searches.</summary>
    public double SearchRoom => IsSearching && _sees ? Math.Max(0, _searchUntil - _travelled) : 0;

    /// <summary>The lane model's answer that it steers by while it searches.</summary>
    public Intent SearchIntent { get; private set; }

    /// <summary>The place that was found, until <see cref="TakeUp"/> takes the car there.</summary>
    public GraphPlace? Found { get; private set; }

    /// <summary>What looks for a lost car's place; null without a map.</summary>
    public GraphLocalizer? Finder => _graph;

    /// <summary>The fleet has frozen space for a lost car: it may crawl so many metres.</summary>
    public void GrantSearch(double metres) => _searchUntil = _travelled + metres;

    /// <summary>A person says where the car is: what was doubted is no more.</summary>
    /// <param name="pose">Of the axle.</param>
    public void PutDown(in Pose pose)
    {
        (_parked, IsSearching, Found, _searchUntil) = (pose, false, null, 0);
        _doubt.Clear();
        _stopLines.Forget();
        _lanes.Forget();
        _signs?.Forget();
        _search.Forget();
    }

    /// <summary>The search has found the car there: it can be another place that looks alike, until what is seen bears it out.</summary>
    public void TakeUp(GraphPlace place)
    {
        PutDown(place.Pose);
        _doubt.BeginAfterSearch();
    }

    /// <summary>Begins anew on a path (metres along and to the left of it, radians off it).</summary>
    public void Reset(double s, double left, double heading, double deviation, double headingDeviation) => _track.Reset(s, left, heading, deviation, headingDeviation);

    /// <summary>The same place, counted from another beginning: a new order starts where the last one ended.</summary>
    public void Rebase(double distance) => _track.Rebase(distance);

    /// <summary>Where the car believes its axle is on a path.</summary>
    public Pose PoseNow(RoutePath path) => _track.PoseAt(path, double.PositiveInfinity);

    /// <summary>Takes in what a drive step is told.</summary>
    /// <param name="input">Of the step.</param>
    /// <param name="step">What the wheels turned since the last one.</param>
    /// <param name="route">Driven now, or null.</param>
    /// <returns>Whether a stop line was believed.</returns>
    public bool Update(in DriveInput input, OdometryStep step, ActiveRoute? route)
    {
        _travelled += Math.Abs(step.Distance);
        _signs?.Drove(step.Distance);
        var fresh = input.Sight.Frame != _sight;
        _sight = input.Sight.Frame;
        _sees = _sight != 0 && input.Now - input.Sight.CapturedAt < Blind;
        if (IsSearching)
        {
            Search(input, step, fresh);
            return false;
        }
        var sawStopLine = false;
        if (route is not null)
        {
            _track.Predict(route.Path, step, input.Now);
            if (fresh) _lanes.Saw(input.Sight);
            if (input.Lane.IsFinite)
            {
                sawStopLine = Look(input.Lane, route.Path, step);
                _search.Drives(input.Lane, route.Path.IntentAt(_track.Estimate.S));
            }
            if (fresh) _signs?.See(input.Sight, _track, route.Path);
        }
        else if (fresh && _parked is { } pose) _signs?.See(input.Sight, pose);
        // Without eyes for signs it would crawl about and never know: it stands, and a person is asked.
        if (_graph is not null && _sees && (_doubt.IsLost || (route is not null && IsOff(_track.Estimate)))) BeginSearch(route);
        return sawStopLine;
    }

    private bool IsOff(in RouteEstimate at) =>
        at.DeviationRange > _limits.LostAt || Math.Abs(at.Left) > _limits.OffLane || Math.Abs(at.Heading) > _limits.OffHeading;

    private void BeginSearch(ActiveRoute? route)
    {
        (IsSearching, _searchUntil) = (true, 0);
        _graph!.Scatter(route is null ? _parked : _track.PoseAt(route.Path, double.PositiveInfinity));
    }

    private void Search(in DriveInput input, OdometryStep step, bool fresh)
    {
        _graph!.Predict(step);
        if (input.Lane.IsFinite)
        {
            _graph.SeeLane(input.Lane);
            SearchIntent = _search.Choose(input.Lane);
        }
        if (!fresh) return;
        _graph.SeeSigns(input.Sight);
        if (_graph.Settle() is { } place) Found = place;
    }

    private bool Look(in LaneReading lane, RoutePath path, OdometryStep step)
    {
        const double Enough = 0.01;
        _sinceLane += Math.Abs(step.Distance);
        if (_sinceLane < Enough) return false; // standing, the same picture says nothing new
        var intent = path.IntentAt(_track.Estimate.S);
        var deviation = intent == Intent.Follow ? _options.LaneDeviation : _options.TurnDeviation;
        var weight = Math.Min(1, _sinceLane / FrameMoves);
        _track.SeeLane(path, lane.SteeringFor(intent), lane.CapturedAt, deviation * (_lanes.IsObscured ? WorseObscured : 1) / Math.Sqrt(weight));
        _sinceLane = 0;
        _lanes.See(_track.LaneInnovation, lane.CapturedAt);
        var saw = LookForStopLine(lane, path);
        _stopLines.See(path, _track.SAt(lane.CapturedAt), !double.IsNaN(lane.StopLineAhead), saw, intent == Intent.Follow);
        return saw;
    }

    private bool LookForStopLine(in LaneReading lane, RoutePath path)
    {
        if (double.IsNaN(lane.StopLineAhead)) return false;
        var seenAt = _track.Estimate.S + lane.StopLineAhead;
        var (best, line) = (double.PositiveInfinity, double.NaN);
        foreach (var leg in path.Legs)
            if (leg.StopLine is not null && Math.Abs(leg.To + RoadMarkings.StopLineAhead - seenAt) < best)
                (best, line) = (Math.Abs(leg.To + RoadMarkings.StopLineAhead - seenAt), leg.To + RoadMarkings.StopLineAhead);
        return !double.IsNaN(line) && _track.SeeStopLine(line, lane.StopLineAhead, lane.CapturedAt);
    }
}
