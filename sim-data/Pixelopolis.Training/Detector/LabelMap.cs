using System.Text;

namespace Pixelopolis.Training.Detector;

/// <summary>The model's classes as a label map in the TensorFlow Object Detection API's text format (StringIntLabelMap).</summary>
public static class LabelMap
{
    /// <param name="classes">In the order of their numbers, which begin at 1.</param>
    public static string Text(IReadOnlyList<string> classes)
    {
        var text = new StringBuilder();
        for (var i = 0; i < classes.Count; i++) text.Append(FormattableString.Invariant($"item {{\n  id: {i + 1}\n  name: '{classes[i]}'\n}}\n"));
        return text.ToString();
    }
}
