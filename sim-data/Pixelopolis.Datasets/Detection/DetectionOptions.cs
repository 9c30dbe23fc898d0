using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Datasets.Voc;

namespace Pixelopolis.Datasets.Detection;

/// <summary>How many pictures of what, from which seed.</summary>
public sealed record DetectionOptions
{
    public int Train { get; init; } = 24_000;
    public int Validation { get; init; } = 1_500;
    public int Test { get; init; } = 3_000;

    /// <summary>The same seed gives the same pictures and labels, on however many threads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Pictures from one city in one look; making a world costs as much as twenty or thirty pictures.</summary>
    public int FramesPerWorld { get; init; } = 60;

    /// <summary>Take turns with these cities instead of generated ones. Their signs stay as they are unless <see cref="DealSigns"/>.</summary>
    public IReadOnlyList<CityMap> Cities { get; init; } = [];

    /// <summary>Deal the sixteen classes evenly over the signs' places, and add places; generated worlds always do.</summary>
    public bool DealSigns { get; init; }

    /// <summary>Classes that pictures to train on show about twice as often: what a model confuses, it should see more of. Validation and test stay as they are.</summary>
    public IReadOnlyList<ObjectClass> Favoured { get; init; } = [];

    public int Threads { get; init; } = Environment.ProcessorCount;

    public int Count(VocSplit split) => split switch { VocSplit.Train => Train, VocSplit.Validation => Validation, _ => Test };

    internal IReadOnlyList<ObjectClass> FavouredIn(VocSplit split) => split == VocSplit.Train ? Favoured : [];

    public int Worlds(VocSplit split) => (Count(split) + FramesPerWorld - 1) / FramesPerWorld;

    /// <summary>What is wrong and what would be right, or null.</summary>
    public string? Fault() =>
        Train < 0 || Validation < 0 || Test < 0 || Train + Validation + Test is < 1 or > VocLimits.Images
            ? $"{Train} + {Validation} + {Test} pictures; none below 0 and 1 to {VocLimits.Images} in all are right"
        : Threads is < 1 or > 256 ? $"{Threads} threads; 1 to 256 are right"
        : FramesPerWorld is < 1 or > 1000 ? $"{FramesPerWorld} frames from a world; 1 to 1000 are right"
        : null;
}
