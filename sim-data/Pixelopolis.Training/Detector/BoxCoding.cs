namespace Pixelopolis.Training.Detector;

/// <summary>
/// How four numbers become a box: the middle moves by the first two in tenths of the anchor's size, the size grows by e to the power of a
/// fifth of the last two. Source: the TensorFlow Object Detection API's FasterRcnnBoxCoder with SSD's scale factors 10, 10, 5, 5.
/// </summary>
public static class BoxCoding
{
    public const float Middle = 0.1f;
    public const float Size = 0.2f;

    /// <summary>What is taken at most of the scaled size: e⁴ is far larger than any object in relation to its anchor.</summary>
    public const float MostGrowth = 4;
}
