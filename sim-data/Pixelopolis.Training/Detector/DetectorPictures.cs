using ScottPlot;

namespace Pixelopolis.Training.Detector;

/// <summary>How a run went and how well the model does, as pictures.</summary>
internal static class DetectorPictures
{
    /// <summary>Losses over the epochs on the left axis, mAP on the right one.</summary>
    public static void LossCurve(DetectorHistory history, string path)
    {
        using var plot = new Plot();
        double[] epochs = [.. history.Epochs.Select(epoch => (double)epoch.Number)];
        Line(plot, epochs, [.. history.Epochs.Select(epoch => epoch.ScoreLoss)], "score loss", "#1f6fb2");
        Line(plot, epochs, [.. history.Epochs.Select(epoch => epoch.BoxLoss)], "box loss", "#7a5fb2");
        Line(plot, epochs, [.. history.Epochs.Select(epoch => epoch.Map50)], "validation mAP@.5", "#2f9e44").Axes.YAxis = plot.Axes.Right;
        Line(plot, epochs, [.. history.Epochs.Select(epoch => epoch.Map)], "validation mAP@[.5:.95]", "#e07a1f").Axes.YAxis = plot.Axes.Right;
        plot.Axes.Right.Label.Text = "mAP";
        plot.Axes.SetLimitsY(0, 1, plot.Axes.Right);
        plot.Title("Training the detector");
        plot.XLabel("epoch");
        plot.YLabel("loss");
        plot.ShowLegend(Alignment.LowerLeft);
        plot.SavePng(path, 1000, 600);
    }

    private static ScottPlot.Plottables.Scatter Line(Plot plot, double[] epochs, double[] values, string name, string color)
    {
        var line = plot.Add.Scatter(epochs, values, Color.FromHex(color));
        (line.LegendText, line.LineWidth) = (name, 2);
        return line;
    }
}
