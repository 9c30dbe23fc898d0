namespace Pixelopolis.Car.App.Inference;

/// <summary>How a detector is run.</summary>
public sealed record DetectorOptions
{
    /// <summary>Detections below are dropped, 0 to 1.</summary>
    public double LowestScore { get; init; } = 0.25;

    public Accelerator Accelerator { get; init; } = Accelerator.Cpu;
}
