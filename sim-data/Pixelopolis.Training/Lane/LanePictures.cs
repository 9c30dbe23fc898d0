using Pixelopolis.City;
using Pixelopolis.Datasets.Lane;
using ScottPlot;

namespace Pixelopolis.Training.Lane;

/// <summary>How a run went and how well the model does, as pictures.</summary>
internal static class LanePictures
{
    private const int MostPoints = 4000;

    /// <summary>Training and validation loss over the epochs, on a logarithmic scale, with the epoch that was kept.</summary>
    public static void LossCurve(LaneHistory history, string path)
    {
        using var plot = new Plot();
        var epochs = history.Epochs.Select(epoch => (double)epoch.Number).ToArray();
        Curve(plot, epochs, [.. history.Epochs.Select(epoch => epoch.TrainLoss)], "training (augmented)", "#e07a1f");
        Curve(plot, epochs, [.. history.Epochs.Select(epoch => epoch.ValidationLoss)], "validation", "#1f6fb2");
        if (history.Best is { } best)
        {
            var kept = plot.Add.VerticalLine(best.Number, 1, Color.FromHex("#888888"), LinePattern.Dashed);
            kept.LegendText = $"kept: epoch {best.Number}";
        }
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            LabelFormatter = power => Math.Pow(10, power).ToString("G3", System.Globalization.CultureInfo.InvariantCulture),
            MinorTickGenerator = new ScottPlot.TickGenerators.LogMinorTickGenerator(),
        };
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.Title("Lane keeper: loss");
        plot.XLabel("epoch");
        plot.YLabel("Huber loss");
        plot.ShowLegend(Alignment.UpperRight);
        plot.SavePng(path, 900, 540);
    }

    /// <summary>Predicted over true steering, one panel for each output.</summary>
    public static void Scatter(LanePredictions predictions, string split, string path)
    {
        var figure = new Multiplot();
        figure.AddPlots(LaneLabels.Count);
        figure.Layout = new ScottPlot.MultiplotLayouts.Grid(2, 2);
        for (var head = 0; head < LaneLabels.Count; head++) Panel(figure.GetPlot(head), predictions, head, split);
        figure.SavePng(path, 1000, 1000);
    }

    private static void Panel(Plot plot, LanePredictions predictions, int head, string split)
    {
        int[] given = [.. Enumerable.Range(0, predictions.Labels.Length).Where(i => !float.IsNaN(predictions.Labels[i][head]))];
        var stride = Math.Max(1, given.Length / MostPoints);
        int[] shown = [.. given.Where((_, place) => place % stride == 0)];
        var points = plot.Add.ScatterPoints(
            shown.Select(i => (double)predictions.Labels[i][head]).ToArray(),
            shown.Select(i => (double)predictions.Predicted[i * LaneLabels.Count + head]).ToArray());
        points.Color = Color.FromHex("#1f6fb2").WithAlpha(0.25);
        points.MarkerSize = 4;
        plot.Add.Line(-1, -1, 1, 1).Color = Color.FromHex("#e07a1f");
        plot.Axes.SetLimits(-1.05, 1.05, -1.05, 1.05);
        plot.Title($"{(Intent)head}, {split}: {given.Length} frames");
        plot.XLabel("true steering");
        plot.YLabel("predicted");
    }

    private static void Curve(Plot plot, double[] epochs, double[] losses, string name, string color)
    {
        var line = plot.Add.Scatter(epochs, losses.Select(loss => Math.Log10(Math.Max(loss, 1e-9))).ToArray(), Color.FromHex(color));
        line.LegendText = name;
        line.LineWidth = 2;
    }
}
