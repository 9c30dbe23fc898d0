namespace Pixelopolis.Training.Lane;

/// <summary>What a run writes into its folder.</summary>
public static class LaneFiles
{
    public const string Model = "lane.onnx";
    public const string Card = "lane.card.json";
    public const string ReadableCard = "lane.card.md";
    public const string LossCurve = "lane.loss.png";
    public const string Scatter = "lane.scatter.png";
    public const string Checkpoint = "lane.checkpoint";
}
