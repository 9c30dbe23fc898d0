namespace Pixelopolis.Datasets.Detection.Evaluation;

/// <summary>A box in pixels, right and bottom not belonging to it: nothing is added to widths, as COCO has it (the VOC devkit adds a pixel).</summary>
public readonly record struct PixelBox(float Left, float Top, float Right, float Bottom)
{
    public double Area => Math.Max(0, Right - (double)Left) * Math.Max(0, Bottom - (double)Top);

    public double Intersection(PixelBox other)
    {
        var width = Math.Min(Right, (double)other.Right) - Math.Max(Left, (double)other.Left);
        var height = Math.Min(Bottom, (double)other.Bottom) - Math.Max(Top, (double)other.Top);
        return width > 0 && height > 0 ? width * height : 0;
    }

    /// <summary>Intersection over union, 0 for two empty boxes.</summary>
    public double Overlap(PixelBox other)
    {
        var both = Intersection(other);
        return both > 0 ? both / (Area + other.Area - both) : 0;
    }
}

/// <summary>What is there.</summary>
/// <param name="Class">Any number.</param>
/// <param name="Box">Where.</param>
/// <param name="Ignored">Pascal VOC's <c>difficult</c>, COCO's <c>ignore</c>: neither finding nor missing it counts.</param>
/// <param name="Crowd">COCO's <c>iscrowd</c>: a region of many, ignored however many detections lie in it.</param>
public sealed record TrueBox(int Class, PixelBox Box, bool Ignored = false, bool Crowd = false);

/// <summary>What was detected.</summary>
public sealed record FoundBox(int Class, float Score, PixelBox Box);

/// <summary>One picture's truth and detections.</summary>
public sealed record ImageBoxes(IReadOnlyList<TrueBox> True, IReadOnlyList<FoundBox> Found);
