using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Live;
using Pixelopolis.Fleet.Server.Mqtt;

namespace Pixelopolis.Fleet.Server.Loop;

/// <summary>Does what the fleet wants done: first written down, then sent to cars, then shown.</summary>
public sealed class EffectRunner(BookingKeeper bookings, CarKeeper cars, FleetLink link, LiveBoard board, ILogger<EffectRunner> log)
{
    public async Task<Outcome> RunAsync(IReadOnlyList<FleetEffect> effects, CancellationToken stop)
    {
        var undone = new List<BookingCalledOff>();
        // Bookings that let a car go come before those that take one: it may be the same car.
        foreach (var changed in effects.OfType<BookingChanged>().OrderBy(changed => changed.Booking.Car is not null && changed.Booking.State.IsActive()))
        {
            var kept = await bookings.KeepAsync(changed.Booking, stop);
            if (kept is Kept.CarTaken or Kept.DeviceTaken || (kept == Kept.NotNow && board.Booking(changed.Booking.Id) is null))
                undone.Add(new BookingCalledOff(changed.Booking.Id, kept == Kept.NotNow ? BookingReasons.StoreUnavailable : BookingReasons.CarFailed));
        }
        foreach (var effect in effects.Where(effect => !IsUndone(effect, undone))) await RunAsync(effect, stop);
        return new Outcome(effects, undone);
    }

    /// <summary>What is still owed to the store.</summary>
    public async Task CatchUpAsync(CancellationToken stop)
    {
        await bookings.RetryAsync(stop);
        await cars.RetryAsync(stop);
    }

    private async Task RunAsync(FleetEffect effect, CancellationToken stop)
    {
        switch (effect)
        {
            case OrderPublished order:
                link.Send(order.Serial, VdaTopic.Order, order.Order, order.Again);
                break;
            case ActionsPublished actions:
                link.Send(actions.Serial, VdaTopic.InstantActions, actions.Actions, actions.Again);
                break;
            case BookingChanged booking:
                board.Show(booking.Booking);
                break;
            case CarChanged car:
                board.Show(car.Car);
                // As it is shown, that is with where it was last seen.
                await cars.KeepAsync(board.Car(car.Car.Serial) ?? car.Car, stop);
                break;
            case CarForgotten car:
                board.Remove(car.Serial);
                await cars.ForgetAsync(car.Serial, stop);
                break;
            case CityChanged city:
                board.Show(city.City);
                log.LogWarning("the city is {Now}", city.City.Stopped ? "stopped" : "running again");
                break;
            case Decided decided:
                log.LogInformation("{Kind} {Car} {Booking}: {Why}", decided.Decision.Kind, decided.Decision.Car, decided.Decision.BookingId, decided.Decision.Why);
                break;
        }
    }

    private static bool IsUndone(FleetEffect effect, List<BookingCalledOff> undone) => undone.Count > 0 && effect switch
    {
        BookingChanged changed => undone.Exists(u => u.BookingId == changed.Booking.Id),
        OrderPublished order => undone.Exists(u => order.Order.OrderId.StartsWith(u.BookingId + ".", StringComparison.Ordinal)),
        _ => false,
    };
}
