using Pixelopolis.Car.Reporting;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Drives.Session;

/// <summary>The session's fleet side: stations hail, cars report, the coordinator's mail is delivered.</summary>
public sealed partial class DriveSession
{
    private const double ReportPeriod = 0.5;

    private void Hail()
    {
        if (_now < 1) return;
        foreach (var car in _cars)
        {
            if (_begun >= _options.Trips) return;
            var device = $"station-{car.Car.Serial}";
            if (_hailed.ContainsValue(device) || car.Trip is not null || car.Rescue is not null) continue;
            if (_fleet.Car(car.Car.Serial)?.State != CarActivity.Ready) continue;
            var taken = _cars.Where(c => c.Trip is not null).Select(c => c.Trip!.To.Id).ToHashSet(StringComparer.Ordinal);
            var station = _chooser.Next(car.Orders.Snapshot.LastNodeId, _chance, taken);
            var booking = $"booking-{++_begun}";
            _hailed[booking] = device;
            Tell(new BookingAsked(booking, device, station.Id));
        }
    }

    private void Report()
    {
        foreach (var car in _cars)
        {
            var driving = !car.Standing;
            if (ReferenceEquals(car.Reported, car.Orders.Snapshot) && driving == car.ReportedDriving && _now < car.NextReport) continue;
            (car.Reported, car.ReportedDriving, car.NextReport) = (car.Orders.Snapshot, driving, _now + ReportPeriod);
            Tell(new CarReported(car.Car.Serial, State(car, driving)));
        }
    }

    private StateMessage State(SessionCar car, bool driving)
    {
        var status = car.Car.Link.Status;
        var report = new DriveReport(_now, default, status ?? default, status is null ? double.NaN : car.Car.Link.StatusReceived, car.Car.Paused,
            car.Car.Last, true, car.Orders.Pose, !driving, _now, 0);
        return StateReport.State(car.Orders.Snapshot, report, new CarConditions(), _map, _options.Drive.Wheels) with
        {
            SerialNumber = car.Car.Serial, Manufacturer = Topics.Manufacturer, Timestamp = Epoch.AddSeconds(_now),
        };
    }

    private void Deliver()
    {
        while (_mail.TryDequeue(out var effect))
            switch (effect)
            {
                case OrderPublished e when Find(e.Serial) is { } car:
                    if (car == _cars[0]) Tape?.Order(e.Order);
                    car.Orders.Accept(e.Order);
                    break;
                case ActionsPublished e when Find(e.Serial) is { } car:
                    foreach (var action in e.Actions.Actions) Act(car, action);
                    break;
                case BookingChanged e: Follow(e.Booking); break;
                // Not yet: the operator tries again.
                case OperatorActRefused e when Find(e.Serial) is { } car: car.Rescue = new Rescue(_now); break;
                case BookingRefused e: _hailed.Remove(e.BookingId); _begun--; break;
            }
    }

    private SessionCar? Find(string serial) => _cars.FirstOrDefault(c => c.Car.Serial == serial);

    private static void Act(SessionCar car, VdaAction action)
    {
        switch (action.ActionType)
        {
            case ActionTypes.CancelOrder: car.Orders.Cancel(action.ActionId); return;
            case ActionTypes.StartPause: car.Car.Paused = true; break;
            case ActionTypes.StopPause: car.Car.Paused = false; break;
            case ActionTypes.StartCharging or ActionTypes.StopCharging: car.Orders.SetCharging(action.ActionType == ActionTypes.StartCharging); break;
            case ActionTypes.InitPosition:
                double Number(string key) => action.Parameter(key)?.Number ?? double.NaN;
                var error = car.Orders.InitPosition(new Pose(Number("x"), Number("y"), Number("theta")), action.Parameter("mapId")?.Text ?? "", action.Parameter("lastNodeId")?.Text ?? "");
                car.Orders.Done(action, error is null);
                return;
        }
        car.Orders.Done(action, true);
    }

    private void Follow(Booking booking)
    {
        if (!_hailed.ContainsKey(booking.Id)) return;
        var car = booking.Car is null ? null : Find(booking.Car);
        if (car is not null && car.Trip is null && booking.State.IsActive())
        {
            var from = car.Orders.Snapshot.LastNodeId;
            var to = _map.Station(booking.Destination);
            car.Trip = new Trip(booking.Id, to, from, _now, _chooser.Seconds(from, to.NodeId));
            CloseBetweenTrips(car);
        }
        // The fleet may lead a car around others: the map's speeds are held against the way it was sent.
        if (car?.Trip is { } trip && trip.BookingId == booking.Id && booking.Route is { Count: > 0 } route) trip.MapSeconds = Math.Max(trip.MapSeconds, _chooser.Seconds(route));
        if (booking.State.IsActive()) return;
        _hailed.Remove(booking.Id);
        if (car?.Trip?.BookingId != booking.Id)
        {
            if (booking.State == BookingState.Failed && _cars.All(c => c.Trip?.BookingId != booking.Id)) _begun--;
            return;
        }
        End(car, booking.State == BookingState.Arrived ? null : booking.Reason ?? booking.State.ToString());
    }
}
