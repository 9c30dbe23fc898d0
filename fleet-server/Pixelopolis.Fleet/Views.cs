using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Bookings;
using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet;

/// <summary>What stations and operators are shown, told again whenever it changes.</summary>
internal sealed class Views(FleetState fleet)
{
    private static readonly TimeSpan EtaMoved = TimeSpan.FromSeconds(1);

    /// <summary>A car that stands no longer than this before it goes on by itself is not worth a word.</summary>
    private static readonly TimeSpan Hiccup = TimeSpan.FromSeconds(1.5);

    public void Publish()
    {
        foreach (var ride in fleet.Rides.Values)
        {
            if (ride.Shown is { } ended && !ended.State.IsActive()) continue;
            var view = Of(ride);
            if (ride.Shown is { } shown && Same(shown, view)) continue;
            ride.Shown = view;
            fleet.Emit(new BookingChanged(view));
        }
        foreach (var car in fleet.Cars.Values)
        {
            var view = Of(car);
            if (car.Shown is { } shown && Same(shown, view)) continue;
            car.Shown = view;
            fleet.Emit(new CarChanged(view));
        }
    }

    public Booking Of(Ride ride)
    {
        var car = ride.Car is { } serial ? fleet.Cars.GetValueOrDefault(serial) : null;
        var driving = ride.Active && car?.RideId == ride.Id ? car : null;
        var arrival = driving is null ? null : fleet.Arrivals.Of(driving);
        return new Booking(ride.Id, ride.State, ride.DeviceId, ride.Destination.Id, ride.CreatedAt, fleet.Now, ride.Car,
            ride.Route.Count > 0 ? ride.Route : null, arrival?.Eta, arrival?.Range, WaitingFor(ride, driving), ride.Reason, ride.ReasonText);
    }

    public CarView Of(FleetCar car)
    {
        var state = car.State;
        var pose = state is null ? Remembered(car) : state.AgvPosition is { } p ? new Pose(p.X, p.Y, p.Theta) : (Pose?)null;
        return new CarView(car.Serial, Topics.Manufacturer, Activity(car), pose?.X, pose?.Y, pose?.Theta,
            state?.Velocity?.Vx, state?.BatteryState.BatteryCharge, state?.BatteryState.Charging, state?.Paused ?? false, state?.LastNodeId ?? car.Track?.PlaceNode, car.RideId,
            car.Order is null ? null : [.. car.Track!.Remaining.Select(Id)], [.. fleet.HoldsOf(car).Select(h => Id(h.Edge)).Distinct()], Held(car),
            state is null ? null : [.. state.Errors.Select(e => new CarError(e.ErrorType, e.ErrorLevel == ErrorLevel.Fatal, e.ErrorDescription, e.ErrorHint)), .. Barred(car), .. Astray(car), .. Strange(car)],
            state?.AgvPosition?.LocalizationScore, state?.AgvPosition?.DeviationRange, state?.OperatingMode.ToString(), car.Connection?.ToString(), car.LastSeen,
            Stream(state), car.Search is { } search ? Of(search) : null);
    }

    private Pose? Remembered(FleetCar car) => car.Track is { } track ? fleet.Network[track.Place.Edge].Curve.At(track.Place.S) : null;

    private string Id(int edge) => fleet.Network[edge].Id;

    private CarActivity Activity(FleetCar car)
    {
        if (!car.Online || car.Lost || car.State is not { } state) return CarActivity.Offline;
        if (car.Search is { GivenUpAt: not null } || state.Errors.Any(e => e.ErrorLevel == ErrorLevel.Fatal)) return CarActivity.Faulty;
        if (state.OperatingMode is not (OperatingMode.Automatic or OperatingMode.SemiAutomatic)) return CarActivity.Manual;
        if (car.Search is not null) return CarActivity.Searching;
        if (car.Pose is null || car.Track is null) return CarActivity.NotLocalized;
        if (state.Paused == true || car.PausedByOperator || fleet.Stopped) return CarActivity.Paused;
        if (car.Order is not null) return state.Driving ? CarActivity.Driving : car.HeldSince is not null ? CarActivity.Waiting : CarActivity.Assigned;
        if (state.BatteryState.Charging) return CarActivity.Charging;
        return Readiness.WhyNotReady(car, fleet.Options, fleet.Now) is null ? CarActivity.Ready : CarActivity.Waiting;
    }

    private WaitingFor? WaitingFor(Ride ride, FleetCar? car)
    {
        if (!ride.Active) return null;
        if (fleet.Stopped) return new WaitingFor(WaitingKind.Operator, Text: "the operator has stopped the city");
        if (car is null) return new WaitingFor(WaitingKind.FreeCar, Text: ride.NoCarWhy ?? "a free car");
        if (car.Search is { GivenUpAt: null }) return new WaitingFor(WaitingKind.Localizing, car.Serial, null, $"{car.Serial} to find its place");
        if (car.Lost) return new WaitingFor(WaitingKind.Connection, car.Serial, car.Track?.PlaceNode, $"{car.Serial} to be heard of again");
        if (car.PausedByOperator) return new WaitingFor(WaitingKind.Operator, car.Serial, car.Track?.PlaceNode, "the operator has paused the car");
        return car.AilingSince is { } since && fleet.Now - since >= Hiccup && car.Ailment is { } ailment
            ? new WaitingFor(WaitingKind.Recovery, car.Serial, car.Track?.PlaceNode, $"{car.Serial} to go on: {ailment.ErrorDescription ?? ailment.ErrorType}")
            : Held(car);
    }

    /// <summary>What the fleet itself has to say against a car, for the operator.</summary>
    private IEnumerable<CarError> Barred(FleetCar car) => car.Rejections < fleet.Options.MostRejections ? []
        : [new CarError("ordersRejected", false, $"it turned down {car.Rejections} orders where it stands and is asked for nothing more: {car.RejectedWhy}", "put it on a node and set its position, or resume it: then it is asked again")];

    private static IEnumerable<CarError> Astray(FleetCar car) => car.Search is not { GivenUpAt: not null } search ? []
        : [new CarError("searchFailed", true, FormattableString.Invariant($"it has not found its place in {search.Searched.TotalSeconds:0} s and {search.State.Travelled:0.0} m of search"), "put it on a node and set its position")];

    private IEnumerable<CarError> Strange(FleetCar car) => fleet.Strange.Where(s => s.SeenBy == car.Serial).Select(s => new CarError("strangeCar", false,
        $"it sees a car on {string.Join(", ", s.Edges.Select(Id))}, where none is believed to be: that road is closed meanwhile", "look there, and switch that car on, set its position or take it away"));

    private SearchView Of(Search search) => new(
        [.. search.State.Candidates.Take(SearchView.MostCandidates).Where(c => c.Share >= 0.005).Select(c => new SearchPlace(c.EdgeId, Math.Round(c.Share, 2)))],
        [.. search.Frozen.Keys.Select(Id)], search.StopsOthers, search.GivenUpAt is not null, search.Blockers);

    private WaitingFor? Held(FleetCar car)
    {
        if (car.HeldSince is null || car.Obstacle is not { } obstacle) return null;
        var at = obstacle.NodeId is { } node ? $" at {fleet.Names.Of(node)}" : "";
        return new WaitingFor(WaitingKind.OtherCar, obstacle.Cars.Count > 0 ? obstacle.Cars[0] : null, obstacle.NodeId, $"{(obstacle.Cars.Count > 0 ? string.Join(", ", obstacle.Cars) : "another car")}{at}");
    }

    private static string? Stream(StateMessage? state) => state?.Information?.FirstOrDefault(i => i.InfoType == InfoTypes.Stream)?
        .InfoReferences?.FirstOrDefault(r => r.ReferenceKey == InfoTypes.StreamUrlKey)?.ReferenceValue;

    private static bool Same(Booking a, Booking b) => a.State == b.State && a.Car == b.Car && a.Reason == b.Reason && a.WaitingFor == b.WaitingFor
        && (a.Route ?? []).SequenceEqual(b.Route ?? []) && a.Eta is null == b.Eta is null && (a.Eta is null || (a.Eta - b.Eta)!.Value.Duration() < EtaMoved);

    private static bool Same(SearchView? a, SearchView? b) => (a, b) switch
    {
        (null, null) => true,
        ({ } x, { } y) => (x.StopsOthers, x.GivenUp) == (y.StopsOthers, y.GivenUp) && x.Candidates.SequenceEqual(y.Candidates) && x.Frozen.SequenceEqual(y.Frozen) && x.Blockers.SequenceEqual(y.Blockers),
        _ => false,
    };

    private static bool Same(CarView a, CarView b) =>
        a with { Route = null, Reserved = null, Errors = null, Search = null } == b with { Route = null, Reserved = null, Errors = null, Search = null } && Same(a.Search, b.Search)
        && (a.Route ?? []).SequenceEqual(b.Route ?? []) && (a.Reserved ?? []).SequenceEqual(b.Reserved ?? []) && (a.Errors ?? []).SequenceEqual(b.Errors ?? []);
}
