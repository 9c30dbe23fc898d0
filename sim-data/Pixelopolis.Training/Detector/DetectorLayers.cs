namespace Pixelopolis.Training.Detector;

/// <summary>One layer of the detector's network: its name is its output's, too.</summary>
public abstract record DetectorLayer(string Name);

/// <summary>A convolution with half its kernel as padding; depthwise where <paramref name="Depthwise"/>; with batch norm, or else with a bias.</summary>
public sealed record Convolve(string Name, string From, int In, int Out, int Kernel, int Stride, bool Depthwise, bool Normalized, bool Relu) : DetectorLayer(Name)
{
    public int Padding => Kernel / 2;

    /// <summary>Input channels that each filter reads.</summary>
    public int Depth => Depthwise ? 1 : In;
}

/// <summary>The sum of two layers of equal shape, then ReLU if asked for.</summary>
public sealed record Sum(string Name, string One, string Other, bool Relu) : DetectorLayer(Name);

/// <summary>Twice as high and wide, each pixel four times.</summary>
public sealed record Enlarge(string Name, string From) : DetectorLayer(Name);

/// <summary>One of the grids on which the network answers.</summary>
/// <param name="Stride">Input pixels from one cell to the next.</param>
/// <param name="Scores">The layer with a score for each anchor and class: anchors × classes channels.</param>
/// <param name="Boxes">The layer with four numbers for each anchor.</param>
public sealed record DetectorLevel(int Stride, string Scores, string Boxes);
