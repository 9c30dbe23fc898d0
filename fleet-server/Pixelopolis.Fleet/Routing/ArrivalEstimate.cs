using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Routing;

/// <summary>When a car is likely to arrive, and between which times with 9 chances in 10.</summary>
internal sealed record Arrival(DateTimeOffset Eta, EtaRange Range);

/// <summary>
/// Estimates arrivals from the way still to drive and from what trips so far have taken: how much longer than the map's speeds would
/// (each car has its own pace), and how long cars were held up per intersection. Means and mean deviations fade with memory.
/// </summary>
internal sealed class ArrivalEstimate(FleetState fleet)
{
    private const double Memory = 0.15;

    /// <summary>Mean deviations that hold 9 of 10 (1.645 standard deviations of a normal distribution, over 0.798).</summary>
    private const double NineInTen = 2.06;

    /// <summary>Seconds, spent once: the order's way to the car, and getting up to speed.</summary>
    private const double Setting = 1.0;

    private double _pace = 1.1, _paceSpread = 0.12;
    private double _hold = 1.0, _holdSpread = 1.0;

    public Arrival? Of(FleetCar car)
    {
        if (car.Order is null || car.Track is not { } track || fleet.Stopped || car.Lost || car.Search is not null || car.PausedByOperator) return null;
        var (seconds, crossings) = Ahead(car);
        var others = fleet.Cars.Values.Any(c => c != car && c.Order is not null);
        var (hold, holdSpread) = others ? (_hold * crossings, _holdSpread * Math.Sqrt(crossings)) : (0, 0);
        if (track.AtEndOfBase && track.S <= 0) seconds += Setting;
        if (car.HeldSince is { } since) (hold, holdSpread) = (hold + _hold, holdSpread + Math.Max(_holdSpread, 0.5 * (fleet.Now - since).TotalSeconds));
        var spread = NineInTen * Math.Sqrt(Square(_paceSpread * seconds) + Square(holdSpread)) + 0.5;
        var asOf = car.LastSeen is { } seen && seen < fleet.Now ? seen : fleet.Now;
        var expected = seconds * (car.Pace ?? _pace) + hold;
        // No car is quicker than the map allows, and waiting has no upper end: the range reaches further on that side.
        return new Arrival(At(expected), new EtaRange(At(Math.Max(Math.Min(seconds, expected), expected - spread)), At(expected + spread + 0.5 * hold)));

        DateTimeOffset At(double s) => asOf + TimeSpan.FromSeconds(Math.Round(s, 1));
    }

    /// <summary>A car begins an order: what it is going to take is compared at its end.</summary>
    public void Begin(FleetCar car)
    {
        var (seconds, crossings) = Ahead(car);
        car.Outing = new Outing(fleet.Now, seconds + Setting, crossings);
    }

    public void End(FleetCar car)
    {
        if (car.Outing is not { } outing || outing.Disturbed) return;
        var driven = (fleet.Now - outing.Began - outing.Held).TotalSeconds;
        if (outing.Seconds < 2 || driven <= 0) return;
        var pace = Math.Clamp(driven / outing.Seconds, 0.5, 5);
        _paceSpread += Memory * (Math.Abs(pace - (car.Pace ?? _pace)) - _paceSpread);
        _pace += Memory * (pace - _pace);
        car.Pace = car.Pace is { } known ? known + 2 * Memory * (pace - known) : pace;
        if (outing.Crossings > 0 && fleet.Cars.Count > 1) (_hold, _holdSpread) = Learn(_hold, _holdSpread, outing.Held.TotalSeconds / outing.Crossings);
    }

    private (double Seconds, int Crossings) Ahead(FleetCar car)
    {
        var (seconds, crossings, first) = (0.0, 0, true);
        foreach (var edge in car.Track!.Remaining)
        {
            seconds += first ? fleet.Network.Times.Seconds(fleet.Network[edge], car.Track.S) : fleet.Network.Seconds(edge);
            if (fleet.Network.InIntersection(edge)) crossings++;
            first = false;
        }
        return (seconds, crossings);
    }

    private static (double Mean, double Spread) Learn(double mean, double spread, double seen) =>
        (mean + Memory * (seen - mean), spread + Memory * (Math.Abs(seen - mean) - spread));

    private static double Square(double v) => v * v;
}

/// <summary>An order's driving, to learn from: when it began, the seconds it should take, the intersections on its way.</summary>
internal sealed class Outing(DateTimeOffset began, double seconds, int crossings)
{
    public DateTimeOffset Began { get; } = began;
    public double Seconds { get; } = seconds;
    public int Crossings { get; } = crossings;
    public TimeSpan Held { get; set; }

    /// <summary>It was stopped, rerouted or cut short: nothing is to be learned from it.</summary>
    public bool Disturbed { get; set; }
}
