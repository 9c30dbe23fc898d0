namespace Pixelopolis.Car.Perception;

/// <summary>A part of a camera frame, in fractions of it: 0..1, x to the right, y down.</summary>
public readonly record struct FrameRegion(double Left, double Top, double Right, double Bottom)
{
    public static FrameRegion Whole { get; } = new(0, 0, 1, 1);
}

/// <summary>The picture a detector wants: pixels across and down, and the part of the frame that is resized to them.</summary>
public readonly record struct DetectorInput(int Width, int Height, FrameRegion Region)
{
    /// <summary>
    /// Of our own models: signs hang at the horizon and what lies on the road ends at the nose, so the sky and the bonnet's rows are left out
    /// and two frame pixels become one each way (rows 128 to 448 of 480, at 320 × 160).
    /// </summary>
    public static DetectorInput Reference { get; } = new(320, 160, new FrameRegion(0, 128.0 / 480, 1, 448.0 / 480));

    /// <summary>RGB, row-major.</summary>
    public int Bytes => Width * Height * 3;
}

/// <summary>The object detector behind its port. Allocates nothing; one thread at a time.</summary>
public interface IDetector
{
    DetectorInput Input { get; }

    /// <summary>What a picture of <see cref="Input"/> shows (RGB bytes, height × width × 3), best scores first.</summary>
    /// <returns>How many of <paramref name="found"/> were written.</returns>
    int Detect(ReadOnlySpan<byte> pixels, Span<Detection> found);
}
