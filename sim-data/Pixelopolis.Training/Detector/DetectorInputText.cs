using System.Globalization;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Training.Detector;

/// <summary>What a network may look at, in words: <c>320x160</c>. It is always of the frame's region that the reference looks at.</summary>
internal static class DetectorInputText
{
    public const string Rule = "it must be WIDTHxHEIGHT, twice as wide as high and both multiples of 32, from 128x64 to 640x320, such as 256x128, 320x160 or 384x192";

    /// <summary>The deepest level's stride: what is no whole number of its cells has no place for the levels to meet.</summary>
    private const int Cell = 32;

    private const int LeastWidth = 128;

    /// <summary>The camera's frame has no more pixels across.</summary>
    private const int MostWidth = 640;

    public static string Of(DetectorInput input) => FormattableString.Invariant($"{input.Width}x{input.Height}");

    /// <summary>Null for what is no two whole numbers; whether a network can have them is for <see cref="Fault"/> to say.</summary>
    public static DetectorInput? Parse(string text) =>
        text.Split('x') is [var width, var height] && int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var across)
        && int.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var down)
            ? DetectorInput.Reference with { Width = across, Height = down }
            : null;

    public static string? Fault(DetectorInput input) =>
        input.Region != DetectorInput.Reference.Region ? $"Input is of the region {input.Region}; it must be of the reference's"
        : input.Width is < LeastWidth or > MostWidth || input.Width != 2 * input.Height || input.Height % Cell != 0 ? $"Input is {Of(input)}; {Rule}"
        : null;
}
