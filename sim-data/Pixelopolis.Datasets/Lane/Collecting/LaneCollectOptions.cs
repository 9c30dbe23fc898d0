namespace Pixelopolis.Datasets.Lane.Collecting;

/// <summary>What to collect: how many cities, how far to drive in each, from which seeds.</summary>
public sealed record LaneCollectOptions
{
    public int FirstCity { get; init; } = 1000;
    public int Cities { get; init; } = 150;
    public double MetresPerCity { get; init; } = 18;

    /// <summary>Every so many cities one goes to validation, the next to test.</summary>
    public int HoldOutEvery { get; init; } = 20;

    /// <summary>Pushes off the line per metre.</summary>
    public double RecoveriesPerMetre { get; init; } = 1.0;

    /// <summary>How much worlds differ: 0 is the showroom, 1 is all that is known to occur.</summary>
    public double Variety { get; init; } = 1.0;

    /// <summary>Also keep the whole frame squeezed to the crop's size, for the comparison; slower, because all of the frame is drawn.</summary>
    public bool FullFrame { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;
}
