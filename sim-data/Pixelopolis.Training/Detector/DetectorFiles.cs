namespace Pixelopolis.Training.Detector;

/// <summary>What a run writes into its folder.</summary>
public static class DetectorFiles
{
    public const string Model = "detector.onnx";
    public const string Heads = "detector.heads.onnx";
    public const string Labels = "detector.labels.pbtxt";
    public const string Card = "detector.card.json";
    public const string ReadableCard = "detector.card.md";
    public const string LossCurve = "detector.loss.png";
    public const string Curves = "detector.curves.png";
    public const string Mistakes = "detector.mistakes.png";
    public const string Checkpoint = "detector.checkpoint";

    /// <summary>Decoded pictures, while training.</summary>
    public const string Pictures = "detector.pictures";
}
