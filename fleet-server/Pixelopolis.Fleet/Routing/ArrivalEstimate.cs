using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Routing;

/// <summary>When a car is likely to arrive, and between which times with 9 chances in 10.</summary>
internal sealed record Arrival(DateTimeOffset Eta, EtaRange Range);

/// <summary>Estimates arrivals from the way still to drive.</summary>
internal sealed class ArrivalEstimate(FleetState fleet)
{
    public Arrival? Of(FleetCar car)
    {
        if (car.Order is null || car.Track is not { } track || fleet.Stopped || car.Lost || car.PausedByOperator) return null;
        var seconds = 0.0;
        var first = true;
        foreach (var edge in track.Remaining)
        {
            seconds += first ? fleet.Network.Times.Seconds(fleet.Network[edge], track.S) : fleet.Network.Seconds(edge);
            first = false;
        }
        var asOf = car.LastSeen ?? fleet.Now;
        return new Arrival(asOf + TimeSpan.FromSeconds(seconds * 1.2), new EtaRange(asOf + TimeSpan.FromSeconds(seconds), asOf + TimeSpan.FromSeconds(seconds * 1.6)));
    }
}
