using Pixelopolis.Datasets.Lane;
using Pixelopolis.Training.Lane.Input;

namespace Pixelopolis.Training.Lane;

/// <summary>What one training run is to do. <see cref="Fault"/> says what is wrong with it, if anything.</summary>
public sealed record LaneTrainingOptions
{
    /// <summary>The data set's folder.</summary>
    public required string Data { get; init; }

    /// <summary>The folder for the model, its card, its pictures and the checkpoint.</summary>
    public required string Out { get; init; }

    /// <summary>The part of the frame that the model sees.</summary>
    public LaneView View { get; init; } = LaneView.BottomQuarter;

    public int Epochs { get; init; } = 10;

    /// <summary>Frames drawn for one epoch; 0 draws as many as there are to train on.</summary>
    public int EpochFrames { get; init; }

    public int Batch { get; init; } = 64;

    public double LearningRate { get; init; } = 1e-3;

    public double WeightDecay { get; init; } = 1e-4;

    public double Dropout { get; init; } = 0.15;

    /// <summary>Evens out intents and curvatures: 0 draws the data as it is, 1 draws all bins alike.</summary>
    public double Balance { get; init; } = 0.6;

    /// <summary>Epochs without a better validation loss before the run stops.</summary>
    public int Patience { get; init; } = 4;

    /// <summary>The run's end by the clock. The learning rate falls in time to be low by then.</summary>
    public double Minutes { get; init; } = 120;

    public int Seed { get; init; } = 1;

    public int Threads { get; init; } = 2;

    /// <summary>Goes on from the checkpoint in <see cref="Out"/>, where there is one.</summary>
    public bool Resume { get; init; }

    /// <summary>Starts from the weights of another run's checkpoint: a DAgger round goes on where the last one ended.</summary>
    public string? StartFrom { get; init; }

    public LaneAugmentation Augmentation { get; init; } = new();

    public string? Fault() =>
        Positive(nameof(Epochs), Epochs, 10_000) ?? Within(nameof(EpochFrames), EpochFrames, 0, 100_000_000) ?? Positive(nameof(Batch), Batch, 4096)
        ?? Within(nameof(LearningRate), LearningRate, 1e-7, 1) ?? Within(nameof(WeightDecay), WeightDecay, 0, 1)
        ?? Within(nameof(Dropout), Dropout, 0, 0.9) ?? Within(nameof(Balance), Balance, 0, 1)
        ?? Positive(nameof(Patience), Patience, 10_000) ?? Within(nameof(Minutes), Minutes, 0.01, 120) ?? Positive(nameof(Threads), Threads, 256)
        ?? (Data.Length == 0 ? "Data is empty; it must be the folder of a lane data set" : null)
        ?? (Out.Length == 0 ? "Out is empty; it must be a folder to write the model to" : null)
        ?? (Resume && StartFrom is not null ? "Resume and StartFrom exclude each other: one goes on with a run, the other begins one" : null);

    private static string? Positive(string name, int value, int most) => Within(name, value, 1, most);

    private static string? Within(string name, double value, double low, double high) =>
        value >= low && value <= high ? null : FormattableString.Invariant($"{name} is {value}; it must lie within {low} and {high}");
}
