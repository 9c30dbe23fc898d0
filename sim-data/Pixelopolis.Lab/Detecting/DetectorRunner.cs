using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets.Detection.Evaluation;
using Pixelopolis.Datasets.Voc;

namespace Pixelopolis.Lab.Detecting;

/// <summary>Holds what the car's own detector finds in pictures against their labels. Boxes in the picture's pixels.</summary>
internal sealed class DetectorRunner(IDetector detector)
{
    private const int Most = 100;
    private readonly byte[] _pixels = new byte[detector.Input.Bytes];
    private readonly Detection[] _found = new Detection[Most];
    private DetectorCrop? _crop;
    private (int Width, int Height) _size;

    /// <summary>What is wrong with pictures of such a size, and what would be right; null where nothing is.</summary>
    public string? Fault(int width, int height)
    {
        try
        {
            Prepare(width, height);
            return null;
        }
        catch (ArgumentException)
        {
            var (input, region) = (detector.Input, detector.Input.Region);
            return FormattableString.Invariant($"{width} x {height} pixels; this detector wants at least {Math.Ceiling(input.Width / (region.Right - region.Left) - 0.01)} x {Math.Ceiling(input.Height / (region.Bottom - region.Top) - 0.01)}");
        }
    }

    /// <summary>All of a picture's detections (RGB, row-major), best first; good until the next call.</summary>
    public ReadOnlySpan<Detection> Find(ReadOnlySpan<byte> rgb, int width, int height)
    {
        Prepare(width, height).Read(rgb, _pixels);
        return _found.AsSpan(0, detector.Detect(_pixels, _found));
    }

    private DetectorCrop Prepare(int width, int height)
    {
        if (_crop is null || _size != (width, height)) (_crop, _size) = (new DetectorCrop(width, height, detector.Input), (width, height));
        return _crop;
    }

    public ImageBoxes Compare(ReadOnlySpan<byte> rgb, int width, int height, IReadOnlyList<VocObject> objects)
    {
        var found = new List<FoundBox>();
        foreach (ref readonly var d in Find(rgb, width, height)) found.Add(new FoundBox((int)d.Class, d.Score, InPixels(d, width, height)));
        return new ImageBoxes([.. objects.Select(o => True(o, width, height)).OfType<TrueBox>()], found);
    }

    public static PixelBox InPixels(in Detection d, int width, int height) => new(d.Left * width, d.Top * height, d.Right * width, d.Bottom * height);

    /// <summary>What of an object lies in the part of the picture that the detector looks at; null where nothing does, or where it is none of our classes.</summary>
    private TrueBox? True(VocObject thing, int width, int height)
    {
        var kind = ObjectClasses.Of(thing.Name);
        var region = detector.Input.Region;
        var box = new PixelBox(Math.Max(thing.Box.Left, (float)(region.Left * width)), Math.Max(thing.Box.Top, (float)(region.Top * height)),
            Math.Min(thing.Box.Right, (float)(region.Right * width)), Math.Min(thing.Box.Bottom, (float)(region.Bottom * height)));
        return kind == ObjectClass.None || box.Right <= box.Left || box.Bottom <= box.Top ? null : new TrueBox((int)kind, box, thing.Difficult);
    }
}
