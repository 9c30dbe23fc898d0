using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Reporting;
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
            if (_chooser.Next(car.Orders.Snapshot.LastNodeId, _chance, taken) is not { } station) continue;
            var booking = $"booking-{++_begun}";
            _hailed[booking] = device;
            Tell(new BookingAsked(booking, device, station.Id));
        }
    }

    private void Report()
    {
        foreach (var car in _cars)
        {
            if (!car.KnowsItsPlace) continue;
            var driving = !car.Standing;
            if (ReferenceEquals(car.Reported, car.Orders.Snapshot) && driving == car.ReportedDriving && _now < car.NextReport) continue;
            (car.Reported, car.ReportedDriving, car.NextReport) = (car.Orders.Snapshot, driving, _now + ReportPeriod);
            Tell(new CarReported(car.Car.Serial, State(car)));
        }
    }

    private StateMessage State(SessionCar car) =>
        StateReport.State(car.Orders.Snapshot, car.Last, new CarConditions(), _map, _options.Drive) with
        {
            SerialNumber = car.Car.Serial, Manufacturer = Topics.Manufacturer, Timestamp = Epoch.AddSeconds(_now),
        };

    private void Deliver()
    {
        while (_mail.TryDequeue(out var effect))
            switch (effect)
            {
                case OrderPublished e: Mail(e.Serial, new FleetMail(Order: e.Order)); break;
                case ActionsPublished e: Mail(e.Serial, new FleetMail(Actions: e.Actions)); break;
                case Decided e: Decided?.Invoke(_now, e.Decision); break;
                case BookingChanged e: Follow(e.Booking); break;
                // Not yet: the operator tries again.
                case OperatorActRefused e when Find(e.Serial) is { } car: car.Rescue = new Rescue(_now); break;
                case BookingRefused e: _hailed.Remove(e.BookingId); _begun--; break;
            }
    }

    private SessionCar? Find(string serial) => _cars.FirstOrDefault(c => c.Car.Serial == serial);

    private void Mail(string serial, in FleetMail mail)
    {
        if (Find(serial) is not { } car) return;
        if (car == _cars[0]) Tape?.Mail(mail);
        car.Take(mail);
    }

    private void Follow(Booking booking)
    {
        if (!_hailed.ContainsKey(booking.Id)) return;
        var car = booking.Car is null ? null : Find(booking.Car);
        // A ride that has gone to another car is that one's trip now.
        if (car is not null && _cars.FirstOrDefault(c => c != car && c.Trip?.BookingId == booking.Id) is { } before) before.Trip = null;
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
            // A ride that failed before a car had it has failed all the same.
            if (booking.State == BookingState.Failed && _cars.All(c => c.Trip?.BookingId != booking.Id)) NotDriven(booking.Destination, booking.Reason ?? "failed");
            return;
        }
        End(car, booking.State == BookingState.Arrived ? null : booking.Reason ?? booking.State.ToString());
    }
}
