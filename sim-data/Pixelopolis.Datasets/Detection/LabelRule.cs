using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Datasets.Voc;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Datasets.Detection;

/// <summary>
/// From what a simulated frame shows to labels. Difficult is what shows less than a quarter of itself in the part of the frame that
/// <see cref="DetectorInput.Reference"/> looks at, or has a shorter side of less than 12 pixels there; what has hardly any pixels at all has no label.
/// </summary>
public static class LabelRule
{
    public const double LeastVisible = 0.25;
    public const double LeastInputPixels = 12;

    /// <summary>Frame pixels: of the box's shorter side, and of what is visible.</summary>
    public const int LeastSide = 4;
    public const int LeastPixels = 16;

    public static VocObject? Of(in SceneLabel label, CityMap map, ReadOnlySpan<SceneActor> actors, int width, int height)
    {
        var box = new VocBox(label.Left, label.Top, label.Right, label.Bottom);
        if (label.VisiblePixels < LeastPixels || Math.Min(box.Width, box.Height) < LeastSide) return null;
        var truncated = box.Left == 0 || box.Top == 0 || box.Right == width || box.Bottom == height;
        return new VocObject(ObjectClasses.Word(ClassOf(label, map, actors)), box, IsDifficult(box, label.VisibleFraction, width, height), truncated);
    }

    /// <param name="box">Frame pixels.</param>
    /// <param name="visible">Which part of the whole thing the frame shows, 0..1.</param>
    public static bool IsDifficult(VocBox box, double visible, int width, int height)
    {
        var (across, down) = InputSize(box, width, height);
        var looked = LookedAt(box, width, height);
        return Math.Min(across, down) < LeastInputPixels || visible * looked.Width * looked.Height / ((double)box.Width * box.Height) < LeastVisible;
    }

    /// <summary>How large a box is at the reference detector's input: pixels across and down, of the part it looks at.</summary>
    public static (double Across, double Down) InputSize(VocBox box, int width, int height)
    {
        var (looked, region) = (LookedAt(box, width, height), Region(width, height));
        return ((double)looked.Width * DetectorInput.Reference.Width / region.Width, (double)looked.Height * DetectorInput.Reference.Height / region.Height);
    }

    /// <summary>The part of a box that the reference detector looks at; of no size where there is none.</summary>
    private static VocBox LookedAt(VocBox box, int width, int height)
    {
        var region = Region(width, height);
        var (left, top) = (Math.Max(box.Left, region.Left), Math.Max(box.Top, region.Top));
        return new VocBox(left, top, Math.Max(left, Math.Min(box.Right, region.Right)), Math.Max(top, Math.Min(box.Bottom, region.Bottom)));
    }

    // In whole pixels, as the crop takes it.
    private static VocBox Region(int width, int height)
    {
        var region = DetectorInput.Reference.Region;
        return new VocBox((int)Math.Round(region.Left * width), (int)Math.Round(region.Top * height), (int)Math.Round(region.Right * width), (int)Math.Round(region.Bottom * height));
    }

    private static ObjectClass ClassOf(in SceneLabel label, CityMap map, ReadOnlySpan<SceneActor> actors) => label.Thing switch
    {
        LabelledThing.Sign => ObjectClasses.Of(map.Signs[label.Index].Class),
        LabelledThing.ClutterBox => ObjectClass.Box,
        LabelledThing.Clutter => ObjectClass.Unknown,
        _ => actors[label.Index].Kind switch
        {
            ActorKind.Car => ObjectClass.Car,
            ActorKind.Hand => ObjectClass.Hand,
            ActorKind.Box => ObjectClass.Box,
            _ => ObjectClass.Unknown,
        },
    };
}
