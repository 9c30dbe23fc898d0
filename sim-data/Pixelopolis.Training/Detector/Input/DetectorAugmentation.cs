namespace Pixelopolis.Training.Detector.Input;

/// <summary>How far a picture may be changed before the network sees it. Never mirrored: signs have a right way round.</summary>
internal sealed record DetectorAugmentation
{
    public static readonly DetectorAugmentation None = new() { Moved = 0, Coloured = 0, Blur = 0, CutOut = 0, Worn = 0 };

    /// <summary>The share of pictures that are zoomed and shifted; the others are shifted by whole pixels at most.</summary>
    public double Moved { get; init; } = 0.6;

    /// <summary>Zoom, as a factor and its inverse.</summary>
    public double ZoomIn { get; init; } = 1.35;

    public double ZoomOut { get; init; } = 0.85;

    /// <summary>Rows up or down, of the reference's input.</summary>
    public double ShiftRows { get; init; } = 16;

    /// <summary>The share of pictures whose light and colours are changed.</summary>
    public double Coloured { get; init; } = 0.8;

    public double Brightness { get; init; } = 0.3;

    public double Contrast { get; init; } = 0.25;

    public double Gamma { get; init; } = 0.3;

    public double Temperature { get; init; } = 0.12;

    public double Tint { get; init; } = 0.04;

    public double Saturation { get; init; } = 0.4;

    /// <summary>Grey levels of noise at most.</summary>
    public double Noise { get; init; } = 6;

    public double Blur { get; init; } = 0.15;

    /// <summary>The share of pictures with a patch of grey somewhere.</summary>
    public double CutOut { get; init; } = 0.2;

    /// <summary>
    /// The share of objects with patches on them: flakes, stickers, leaves. A sign is still that sign, and wear comes in more kinds than
    /// pictures of it. Source: Zhong et al., Random Erasing Data Augmentation (2017).
    /// </summary>
    public double Worn { get; init; } = 0.25;
}
