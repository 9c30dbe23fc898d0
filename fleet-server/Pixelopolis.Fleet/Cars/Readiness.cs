using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet.Cars;

/// <summary>Whether a car can be given an errand.</summary>
internal static class Readiness
{
    /// <summary>What speaks against a trip now, or null for a car that is ready.</summary>
    public static string? WhyNotReady(FleetCar car, FleetOptions options, DateTimeOffset now)
    {
        if (WhyNotFree(car, options) is { } why) return why;
        var state = car.State!;
        if (car.PausedByOperator || state.Paused == true) return "paused";
        if (car.RideId is not null) return "booked already";
        if (now < car.BusyUntil) return "letting its last visitor look around";
        if (car.RestUntil is { } rest && now < rest) return "turned down its last order";
        if (car.SentToPark) return "sent to park by the operator";
        if (state.BatteryState.BatteryCharge < options.LowBattery)
            return FormattableString.Invariant($"battery at {state.BatteryState.BatteryCharge:0} %, {options.LowBattery:0} % are needed");
        return state.BatteryState.Charging ? "charging" : null;
    }

    /// <summary>It stands on a charger and is to stay there: nobody sends it away.</summary>
    public static bool StaysToCharge(FleetCar car, FleetOptions options) =>
        car is { Order: null, State.BatteryState: { Charging: true } battery } && battery.BatteryCharge < options.ChargedEnough;

    /// <summary>A car on its way to a bay can take a visitor instead: the rest of its way may be changed.</summary>
    public static bool CanTurnAside(FleetCar car, FleetOptions options) =>
        car is { InHand: true, Errand: Errand.Park, Order: { EverAcknowledged: true, InFlight: false, PlanChanged: false }, RideId: null, PausedByOperator: false }
        && car.State!.Paused != true && car.State.BatteryState.BatteryCharge >= options.LowBattery && !car.HasPending(ActionTypes.CancelOrder);

    /// <summary>What speaks against any order at all, or null.</summary>
    public static string? WhyNotFree(FleetCar car, FleetOptions options)
    {
        if (car.Connection is null) return "never connected";
        if (!car.Online) return "offline";
        if (car.Lost) return "not heard of";
        if (car.State is not { } state) return "no state yet";
        if (state.OperatingMode != OperatingMode.Automatic) return $"in {state.OperatingMode} mode";
        if (state.Errors.FirstOrDefault(e => e.ErrorLevel == ErrorLevel.Fatal) is { } fatal) return $"fault: {fatal.ErrorType}";
        if (car.Search is { } search) return search.GivenUpAt is null ? "finding its place" : "has not found its place";
        if (car.Pose is null) return "position not initialized";
        if (car.Track is null || car.Whereabouts == Whereabouts.OffRoad) return "on no lane of the map";
        if (car.Order is not null || state.NodeStates.Count > 0 || state.EdgeStates.Count > 0) return "has an order";
        if (car.HasPending(ActionTypes.CancelOrder)) return "giving up an order";
        if (car.Rejections >= options.MostRejections) return $"turned down {car.Rejections} orders where it stands";
        return car.HasPending(ActionTypes.InitPosition) ? "being told its position" : null;
    }
}
