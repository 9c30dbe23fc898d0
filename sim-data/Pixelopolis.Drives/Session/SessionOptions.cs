using Pixelopolis.Car;
using Pixelopolis.Fleet;

namespace Pixelopolis.Drives.Session;

/// <summary>A closed-loop session: how many trips with how many cars, and what the cars are like.</summary>
public sealed record SessionOptions
{
    public int Trips { get; init; } = 10;
    public int Cars { get; init; } = 1;
    public ulong Seed { get; init; } = 1;

    /// <summary>Largest scale error and largest left-right mismatch of a car's encoders.</summary>
    public double EncoderError { get; init; } = 0.01;

    /// <summary>Of every car when the session begins, 0..1.</summary>
    public double BatteryCharge { get; init; } = 1.0;

    /// <summary>Turns between the start of a trip and its station, at the least, where the map has such a station.</summary>
    public int LeastTurns { get; init; } = 3;

    /// <summary>Cars that a hand lifts and puts down elsewhere while they drive.</summary>
    public IReadOnlyList<Move> Moves { get; init; } = [];

    public DriveOptions Drive { get; init; } = new();
    public CarTiming Timing { get; init; } = new();
    public FleetOptions Fleet { get; init; } = new() { Dwell = TimeSpan.FromSeconds(1) };

    /// <summary>Simulated seconds after which the session ends, whatever was asked for.</summary>
    public double MostSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>Simulated seconds without any trip's end after which the session gives up.</summary>
    public double Patience { get; init; } = 600;
}
