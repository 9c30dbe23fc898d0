namespace Pixelopolis.Fleet;

/// <summary>What happens to a booking when no car is ready.</summary>
public enum NoCarPolicy { Queue, Refuse }

/// <summary>How the fleet is run. Metres, seconds, m/s, rad/s, percent.</summary>
public sealed record FleetOptions
{
    public NoCarPolicy WhenNoCar { get; init; } = NoCarPolicy.Queue;

    /// <summary>A booking that found no car for this long has failed.</summary>
    public TimeSpan LongestQueue { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a booking may be given to another car after one failed.</summary>
    public int Rebookings { get; init; } = 2;

    /// <summary>Speed that a car never exceeds, whatever the map allows.</summary>
    public double CarSpeed { get; init; } = 0.45;
    public double TurnRate { get; init; } = 1.5;

    /// <summary>Road that is released ahead of a car, where it is free: enough that it need not brake while the next piece is asked for.</summary>
    public double ReleaseAhead { get; init; } = 1.0;

    /// <summary>How far a car may stand from where it should, along its lane, besides the deviation range it reports itself.</summary>
    public double LengthMargin { get; init; } = 0.05;

    /// <summary>How long a car stands at a destination before it can be hailed again or sent away.</summary>
    public TimeSpan Dwell { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>An idle car outside its bay goes there after this long; sooner when it is in somebody's way.</summary>
    public TimeSpan ParkAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Below this no trip begins and the car goes to a charger.</summary>
    public double LowBattery { get; init; } = 20;

    /// <summary>A charging car is ready again from here on.</summary>
    public double ChargedEnough { get; init; } = 80;

    /// <summary>A message whose arrival no state shows is sent again after this long.</summary>
    public TimeSpan ResendAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A car that was not heard of for this long is lost (or for 2.5 times the state interval in its factsheet, if that is longer).</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A lost car's booking goes to another car after this long.</summary>
    public TimeSpan RebookAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A car that gave up a booking may be given it again, where no other can take it, once it has been well for this long.</summary>
    public TimeSpan SecondChanceAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>An order of which the states that come say nothing for this long counts as turned down.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A car that turned down this many orders where it stands is asked for nothing more until something about it changes.</summary>
    public int MostRejections { get; init; } = 3;

    /// <summary>A car held up for this long is given the way before all that it does not itself wait for.</summary>
    public TimeSpan AgeLimit { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>A lost car that has not found its place after so many metres, or so long, is left standing for a person.</summary>
    public double SearchMetres { get; init; } = 12;
    public TimeSpan SearchFor { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>Decisions kept for the reading.</summary>
    public int DecisionsKept { get; init; } = 500;

    /// <summary>Bookings and cars taken on at most.</summary>
    public int MaxActiveBookings { get; init; } = 200;

    /// <summary>Bookings that are remembered after they ended, the newest; older ones are found where they were written down.</summary>
    public int EndedBookingsKept { get; init; } = 200;
    public int MaxCars { get; init; } = 64;

    /// <summary>Every option that cannot be used, with its value and what would be right.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        Between(nameof(CarSpeed), CarSpeed, 0.05, 2);
        Between(nameof(TurnRate), TurnRate, 0.1, 10);
        Between(nameof(ReleaseAhead), ReleaseAhead, 0.1, 20);
        Between(nameof(LengthMargin), LengthMargin, 0, 0.2);
        Between(nameof(LowBattery), LowBattery, 0, 90);
        Between(nameof(ChargedEnough), ChargedEnough, Math.Min(100, LowBattery + 1), 100);
        Between(nameof(SearchMetres), SearchMetres, 0, 1000);
        Between(nameof(Rebookings), Rebookings, 0, 10);
        Between(nameof(DecisionsKept), DecisionsKept, 1, 100_000);
        Between(nameof(MostRejections), MostRejections, 1, 100);
        Between(nameof(MaxActiveBookings), MaxActiveBookings, 1, 100_000);
        Between(nameof(EndedBookingsKept), EndedBookingsKept, 1, 100_000);
        Between(nameof(MaxCars), MaxCars, 1, 1000);
        Lasts(nameof(LongestQueue), LongestQueue, 1, 86_400);
        Lasts(nameof(Dwell), Dwell, 0, 3600);
        Lasts(nameof(ParkAfter), ParkAfter, 0, 86_400);
        Lasts(nameof(ResendAfter), ResendAfter, 0.05, 60);
        Lasts(nameof(SilentAfter), SilentAfter, 1, 3600);
        Lasts(nameof(RebookAfter), RebookAfter, 0, 3600);
        Lasts(nameof(SecondChanceAfter), SecondChanceAfter, 0, 3600);
        Lasts(nameof(AnswerWithin), AnswerWithin, 1, 3600);
        Lasts(nameof(SearchFor), SearchFor, 0, 86_400);
        Lasts(nameof(AgeLimit), AgeLimit, 0, 3600);
        return faults;

        void Between(string name, double value, double low, double high)
        {
            if (!(value >= low && value <= high)) faults.Add(FormattableString.Invariant($"{name} is {value}: it must be from {low} to {high}"));
        }

        void Lasts(string name, TimeSpan value, double low, double high)
        {
            if (!(value.TotalSeconds >= low && value.TotalSeconds <= high))
                faults.Add(FormattableString.Invariant($"{name} is {value.TotalSeconds} s: it must be from {low} to {high} s"));
        }
    }
}
