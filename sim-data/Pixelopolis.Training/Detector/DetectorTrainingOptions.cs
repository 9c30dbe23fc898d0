using Pixelopolis.Car.Perception;
using Pixelopolis.Training.Detector.Input;

namespace Pixelopolis.Training.Detector;

/// <summary>What one training run is to do. <see cref="Fault"/> says what is wrong with it, if anything.</summary>
public sealed record DetectorTrainingOptions
{
    /// <summary>VOC folders; their splits are joined.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>The folder for the model, its card, its pictures and the checkpoint.</summary>
    public required string Out { get; init; }

    /// <summary>The classes' words, in the order of their numbers.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [.. ObjectClasses.All.Select(ObjectClasses.Word)];

    /// <summary>Passes over the data; 0 takes as many as fit into <see cref="Minutes"/> by the speed measured at the beginning.</summary>
    public int Epochs { get; init; }

    /// <summary>The time that the run is planned for where <see cref="Epochs"/> is 0.</summary>
    public double Minutes { get; init; } = 85;

    public int Batch { get; init; } = 16;

    public double LearningRate { get; init; } = 2e-3;

    public double WeightDecay { get; init; } = 0.02;

    /// <summary>The gradient's length at most: one odd batch must not throw the weights off.</summary>
    public double Clip { get; init; } = 10;

    /// <summary>How much of the averaged weights stays at each step.</summary>
    public double Averaging { get; init; } = 0.998;

    /// <summary>Channels in relation to the reference network.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Blocks with a shortcut in each of the trunk's stages, in relation to the reference network.</summary>
    public double Depth { get; init; } = 1;

    /// <summary>The picture that the network looks at; of the frame's region that the reference looks at.</summary>
    public DetectorInput Input { get; init; } = DetectorInput.Reference;

    /// <summary>Validation pictures looked at after each epoch, evenly spread; the last look is at all.</summary>
    public int ValidationPictures { get; init; } = 500;

    /// <summary>Whether what flows between layers has 16 bits while training (see <see cref="DetectorNetwork.Mixed"/>).</summary>
    public bool Mixed { get; init; }

    public int Seed { get; init; } = 1;

    public int Threads { get; init; } = 2;

    /// <summary>The checkpoint of an earlier run, whose best weights this one begins with; its classes, width, depth and input must be these.</summary>
    public string? StartFrom { get; init; }

    /// <summary>Goes on from the checkpoint in <see cref="Out"/>, where there is one.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether pictures are changed while training.</summary>
    public bool Augment { get; init; } = true;

    internal DetectorAugmentation Augmentation => Augment ? new() : DetectorAugmentation.None;

    public string? Fault() =>
        Within(nameof(Epochs), Epochs, 0, 10_000) ?? Within(nameof(Minutes), Minutes, 0.01, 120) ?? Within(nameof(Batch), Batch, 1, 256)
        ?? Within(nameof(LearningRate), LearningRate, 1e-7, 1) ?? Within(nameof(WeightDecay), WeightDecay, 0, 1) ?? Within(nameof(Clip), Clip, 1e-3, 1e6)
        ?? Within(nameof(Averaging), Averaging, 0, 0.99999) ?? Within(nameof(Width), Width, 0.1, 4) ?? Within(nameof(Depth), Depth, 0.1, 4) ?? DetectorInputText.Fault(Input)
        ?? Within(nameof(ValidationPictures), ValidationPictures, 1, 1_000_000)
        ?? Within(nameof(Threads), Threads, 1, 256)
        ?? (Data.Count == 0 || Data.Any(string.IsNullOrEmpty) ? "Data is empty; it must be one or more folders of labelled pictures" : null)
        ?? (Out.Length == 0 ? "Out is empty; it must be a folder to write the model to" : null)
        ?? (Classes.Count is 0 or > 1000 ? $"Classes are {Classes.Count}; 1 to 1000 can be told apart" : null)
        ?? (Classes.GroupBy(word => word).FirstOrDefault(group => group.Count() > 1) is { } twice ? $"Classes name {twice.Key} twice" : null);

    private static string? Within(string name, double value, double low, double high) =>
        value >= low && value <= high ? null : FormattableString.Invariant($"{name} is {value}; it must lie within {low} and {high}");
}
