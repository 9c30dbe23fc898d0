namespace Pixelopolis.Car.Perception;

/// <summary>
/// The one crop and resize between a camera frame and a detector: a region averaged by area, rounded to the nearest level.
/// The car, the data generator and the trainer all call this. Not for two threads at once.
/// </summary>
public sealed class DetectorCrop
{
    private readonly AreaResize _resize;
    private readonly (int Left, int Top) _at;
    private readonly int _frameWidth;

    /// <exception cref="ArgumentException">The region is empty, leaves the frame, or has fewer pixels than the input.</exception>
    public DetectorCrop(int frameWidth, int frameHeight, DetectorInput input)
    {
        var (left, top) = ((int)Math.Round(input.Region.Left * frameWidth), (int)Math.Round(input.Region.Top * frameHeight));
        var (right, bottom) = ((int)Math.Round(input.Region.Right * frameWidth), (int)Math.Round(input.Region.Bottom * frameHeight));
        if (left < 0 || top < 0 || right > frameWidth || bottom > frameHeight || left >= right || top >= bottom)
            throw new ArgumentException($"the region {left}..{right} × {top}..{bottom} does not lie in a frame of {frameWidth} × {frameHeight}");
        (Input, _at, _frameWidth) = (input, (left, top), frameWidth);
        _resize = new AreaResize(right - left, bottom - top, input.Width, input.Height);
    }

    public DetectorInput Input { get; }

    /// <summary>Reads a frame of RGB bytes, writes <see cref="DetectorInput.Bytes"/> of RGB. Allocates nothing.</summary>
    public void Read(ReadOnlySpan<byte> frame, Span<byte> pixels) =>
        _resize.Apply(frame[((_at.Top * _frameWidth + _at.Left) * 3)..], _frameWidth * 3, pixels);
}
