using Pixelopolis.Car.Safety;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Scoring;
using Pixelopolis.Fleet;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Drives.Session;

/// <summary>The session's judge and its operator: scores by the world's truth, ends trips that have failed, puts cars back on the road.</summary>
public sealed partial class DriveSession
{
    private const double OffRoute = 0.22;
    private const double StuckAfter = 45;
    private const double MostAstray = 400;

    private void Judge(SessionCar car)
    {
        car.FollowTruth();
        if (car.AstraySince is { } since && _now - since > MostAstray) Fail(car, "did not find its place");
        if (car.Truth is not { } truth || car.Rescue is not null || car.AstraySince is not null) return;
        var leg = truth.Path.Legs[truth.Path.LegIndexAt(truth.S)];
        if (!car.Standing) car.Judge.Watch(car.Pose, leg.Edge, truth.Left, truth.Heading);
        if (car.Trip is not { } trip)
        {
            if (Math.Abs(truth.Left) > OffRoute) car.Rescue = new Rescue(_now);
            return;
        }
        var held = car.Car.Last.Hold;
        if (held != HoldReason.None)
        {
            var into = car.Standing ? trip.Stood : trip.Slowed;
            into[held] = into.GetValueOrDefault(held) + _options.Timing.FramePeriod;
        }
        if (car.Standing && IsWaiting(car)) trip.Waited += _options.Timing.FramePeriod;
        if (Math.Abs(truth.Left) > OffRoute) { Fail(car, "left the road"); return; }
        if (!car.Standing) trip.StuckSince = double.NaN;
        else if (double.IsNaN(trip.StuckSince)) trip.StuckSince = _now;
        else if (_now - trip.StuckSince > StuckAfter && car.Car.Last.Hold is not (HoldReason.EndOfBase or HoldReason.Paused or HoldReason.NoOrder)) Fail(car, $"stood still: {car.Car.Last.Hold}");
        if (_now - trip.Begun > 3 * trip.MapSeconds + trip.Waited + 60) Fail(car, "took far too long");
    }

    /// <summary>For the road to be released; or behind a car that is truly there, where it would have waited for the road otherwise.</summary>
    private bool IsWaiting(SessionCar car)
    {
        const double Behind = 0.5, Aside = 0.2;
        if (car.Car.Last.Hold != HoldReason.CarAhead) return car.Car.Last.Hold is HoldReason.EndOfBase or HoldReason.Paused or HoldReason.NoOrder;
        return _cars.Exists(other => other != car && car.Pose.Local(other.Pose.X, other.Pose.Y) is var (ahead, left) && ahead is > 0 and < Behind && Math.Abs(left) < Aside);
    }

    /// <summary>Bodies, and cars that wait for an operator.</summary>
    private void Watch()
    {
        for (var i = 0; i < _cars.Count; i++)
        {
            var car = _cars[i];
            var touching = _map.Buildings.Any(b => Bodies.Touch(car.Pose, CarFootprint.Reference, b));
            for (var j = 0; j < _cars.Count && !touching; j++)
                touching = j != i && Bodies.Touch(car.Pose, CarFootprint.Reference, _cars[j].Pose, CarFootprint.Reference);
            if (touching && !car.Touching && car.Trip is { } trip)
            {
                trip.Collisions++;
                Fail(car, "collision");
            }
            else if (touching && !car.Touching && car.Rescue is null)
            {
                _collisionsBetween++;
                car.Rescue = new Rescue(_now);
            }
            car.Touching = touching;
            if (car.Rescue is { } rescue && car.Standing && _now - rescue.Since > (car.Orders.Snapshot.NodeStates.Count == 0 ? 2 : 6)) PutBack(car);
        }
    }

    private void Fail(SessionCar car, string reason)
    {
        if (car.Trip is not { } trip || car.Rescue is not null) return;
        car.Rescue = new Rescue(_now);
        _hailed.Remove(trip.BookingId);
        End(car, reason);
        Tell(new BookingCalledOff(trip.BookingId, BookingReasons.CancelledByOperator));
    }

    private void PutBack(SessionCar car)
    {
        var free = _map.Stations.Where(s => _cars.All(c => c == car || Far(c, _map.Into(s.NodeId)[0].Curve.End)))
            .OrderBy(s => s.Kind == StationKind.Parking ? 0 : 1).ToArray();
        if (free.Length == 0) return;
        var station = free[_chance.Below(free.Length)];
        var pose = _map.Into(station.NodeId)[0].Curve.End;
        car.Car.Body.PutAt(pose);
        car.Rescue = null;
        _putBack++;
        Tell(new CarPlaced(car.Car.Serial, pose.X, pose.Y, pose.Theta, station.NodeId));
    }

    private static bool Far(SessionCar car, Pose place) => Math.Abs(car.Pose.X - place.X) + Math.Abs(car.Pose.Y - place.Y) > 0.5;

    private void End(SessionCar car, string? reason)
    {
        if (car.Trip is not { } trip) return;
        car.Trip = null;
        _lastEnd = _now;
        var node = _map.Node(trip.To.NodeId);
        var miss = Math.Sqrt(Math.Pow(node.X - car.Pose.X, 2) + Math.Pow(node.Y - car.Pose.Y, 2));
        var seconds = _now - trip.Begun;
        if (reason is null && !(miss <= 0.10)) reason = FormattableString.Invariant($"stands {miss:0.00} m from the station");
        if (reason is null && seconds - trip.Waited > 1.5 * trip.MapSeconds) reason = FormattableString.Invariant($"took {seconds - trip.Waited:0} s where the map's speeds take {trip.MapSeconds:0} s{Why("stood", trip.Stood)}{Why("held back", trip.Slowed)}");
        var score = new TripScore
        {
            Car = car.Car.Serial, From = trip.From, To = trip.To.Id, Completed = reason is null, Seconds = seconds, Metres = trip.Metres,
            Collisions = trip.Collisions, LaneDepartures = car.Judge.Departures, StraightDepartures = car.Judge.StraightDepartures, LateralErrorP95 = car.Judge.LateralErrorP95,
            IntersectionErrorP95 = car.Judge.IntersectionErrorP95, StopError = miss, Reason = reason, GaveUp = _givingUp,
        };
        KeepErrors(car);
        car.Judge.Begin();
        _scores.Add(score);
        TripEnded?.Invoke(score);
    }

    private static string Why(string what, SortedDictionary<HoldReason, double> times)
    {
        const double Worth = 0.5;
        var parts = times.Where(t => t.Value >= Worth).Select(t => FormattableString.Invariant($"{t.Value:0.0} s {t.Key}")).ToArray();
        return parts.Length == 0 ? "" : $"; {what} {string.Join(", ", parts)}";
    }

    /// <summary>Closes what was watched since the last trip: cars drive between trips, too, and what happens then counts.</summary>
    private void CloseBetweenTrips(SessionCar car)
    {
        _departuresBetween += car.Judge.Departures;
        KeepErrors(car);
        car.Judge.Begin();
    }

    /// <summary>A trip that no car ever began.</summary>
    private void NotDriven(string to, string reason)
    {
        var score = new TripScore { Car = "", From = "", To = to, Reason = reason, GaveUp = _givingUp };
        _scores.Add(score);
        TripEnded?.Invoke(score);
    }

    /// <summary>The session gives up: what was asked for and not driven counts as failed, or a score could be bettered by standing still.</summary>
    private void GiveUp()
    {
        _givingUp = true;
        var reason = FormattableString.Invariant($"the session gave up: no trip had ended for {_options.Patience:0} s");
        foreach (var car in _cars)
            if (_scores.Count < _options.Trips) End(car, reason);
        while (_scores.Count < _options.Trips) NotDriven("", reason);
    }

    private void KeepErrors(SessionCar car)
    {
        _laneErrors.AddRange(car.Judge.LaneErrors);
        _turnErrors.AddRange(car.Judge.TurnErrors);
    }
}
