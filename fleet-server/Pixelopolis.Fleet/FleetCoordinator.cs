using Pixelopolis.City;
using Pixelopolis.Fleet.Bookings;
using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Dispatch;
using Pixelopolis.Fleet.Orders;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet;

/// <summary>
/// The fleet's brain, a state machine: told what happened and when, it answers with what is to be done. The same events at the
/// same times with the same ids give the same effects. Not for several threads at once.
/// </summary>
public sealed class FleetCoordinator
{
    private readonly FleetState _fleet;
    private readonly CarEvents _cars;
    private readonly BookingDesk _bookings;
    private readonly RideKeeper _rides;
    private readonly Dispatcher _dispatcher;
    private readonly Parking _parking;
    private readonly Allocator _allocator;
    private readonly DeadlockDetector _detector;
    private readonly CameraTruth _truth;
    private readonly SearchDesk _searches;
    private readonly Rerouting _rerouting;
    private readonly OrderDesk _orders;
    private readonly ActionDesk _actions;
    private readonly Views _views;

    /// <exception cref="ArgumentException">An option cannot be used; the message names each, its value and what would be right.</exception>
    public FleetCoordinator(CityMap map, FleetOptions options, IIdSource ids)
    {
        if (options.Faults() is { Count: > 0 } faults) throw new ArgumentException(string.Join("; ", faults), nameof(options));
        _fleet = new FleetState(map, options, ids);
        var planner = new Planner(_fleet);
        var safety = new SafetyCheck(_fleet);
        _actions = new ActionDesk(_fleet);
        _orders = new OrderDesk(_fleet, _actions);
        _bookings = new BookingDesk(_fleet);
        _rides = new RideKeeper(_fleet, planner, _orders);
        _truth = new CameraTruth(_fleet);
        _searches = new SearchDesk(_fleet, _actions);
        _cars = new CarEvents(_fleet, _orders, _actions, _rides, _searches, _truth);
        _dispatcher = new Dispatcher(_fleet, planner, safety, _orders);
        _parking = new Parking(_fleet, safety, _orders, _actions);
        _allocator = new Allocator(_fleet, safety, planner);
        _detector = new DeadlockDetector(_fleet);
        _rerouting = new Rerouting(_fleet, planner, safety, _orders);
        _views = new Views(_fleet);
    }

    /// <summary>What is to be done now, in this order.</summary>
    public IReadOnlyList<FleetEffect> Handle(FleetEvent happened, DateTimeOffset now)
    {
        if (now > _fleet.Now) _fleet.Now = now;
        Take(happened);
        _fleet.LargestDeviation = _fleet.Cars.Count == 0 ? 0 : _fleet.Cars.Values.Max(c => c.Deviation);
        _cars.Watch();
        _bookings.ExpireQueue();
        _bookings.Forget();
        _rides.Unanswered();
        _searches.Watch();
        _truth.Watch();
        _rides.Rebook();
        _dispatcher.Assign();
        _parking.Send();
        _allocator.Release();
        _rerouting.Look(_detector.Watch());
        _views.Publish();
        _orders.Send();
        _actions.Send();
        return _fleet.TakeEffects();
    }

    /// <summary>Every active booking and those that ended last, by id.</summary>
    public IReadOnlyList<Booking> Bookings => [.. _fleet.Rides.Values.Select(_views.Of)];

    public IReadOnlyList<CarView> Cars => [.. _fleet.Cars.Values.Select(_views.Of)];

    public CityStatus City => new(_fleet.Stopped, _fleet.StoppedAt);

    /// <summary>The last decisions, the oldest first.</summary>
    public IReadOnlyList<Decision> Decisions => [.. _fleet.Decisions];

    public Booking? Booking(string id) => _fleet.Rides.TryGetValue(id, out var ride) ? _views.Of(ride) : null;

    public CarView? Car(string serial) => _fleet.Cars.TryGetValue(serial, out var car) ? _views.Of(car) : null;

    private void Take(FleetEvent happened)
    {
        switch (happened)
        {
            case CarConnected e: _cars.Connected(e); break;
            case CarReported e: _cars.Reported(e); break;
            case CarDescribed e: _cars.Described(e); break;
            case CarPlaced e: _cars.Placed(e); break;
            case CarPaused e: _cars.Pause(e.Serial, true); break;
            case CarResumed e: _cars.Pause(e.Serial, false); break;
            case CarSentToPark e: _cars.SendToPark(e.Serial); break;
            case BookingAsked e: _bookings.Ask(e); break;
            case BookingCalledOff e: _rides.CallOff(e); break;
            case BookingRestored e: _bookings.Restore(e.Booking); break;
            case CarRemoved e: _cars.Remove(e.Serial); break;
            case CarRestored e: _cars.Restore(e.Car); break;
            case CityStopped e: Stop(e.Since ?? _fleet.Now); break;
            case CityResumed: Stop(null); break;
            case ClockTicked: break;
            default: throw new ArgumentOutOfRangeException(nameof(happened), happened, "No such event.");
        }
    }

    private void Stop(DateTimeOffset? since)
    {
        if (_fleet.Stopped == since is not null) return;
        (_fleet.Stopped, _fleet.StoppedAt) = (since is not null, since);
        foreach (var car in _fleet.Cars.Values)
            if (car.Outing is { } outing) outing.Disturbed = true;
        _fleet.Emit(new CityChanged(City));
    }
}
