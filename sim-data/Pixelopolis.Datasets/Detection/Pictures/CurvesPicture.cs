using Pixelopolis.Datasets.Detection.Evaluation;
using ScottPlot;

namespace Pixelopolis.Datasets.Detection.Pictures;

/// <summary>Precision over recall at overlap .5 and .75, a line for each class.</summary>
public static class CurvesPicture
{
    /// <param name="found">Truth and detections.</param>
    /// <param name="words">The classes' words, in the order of their numbers.</param>
    /// <param name="firstClass">The first class's number.</param>
    /// <param name="split">What the pictures are, for the title.</param>
    /// <param name="path">PNG.</param>
    public static void Save(IReadOnlyList<ImageBoxes> found, IReadOnlyList<string> words, int firstClass, string split, string path)
    {
        var figure = new Multiplot();
        figure.AddPlots(2);
        figure.Layout = new ScottPlot.MultiplotLayouts.Grid(1, 2);
        var colours = new ScottPlot.Palettes.Category20();
        for (var panel = 0; panel < 2; panel++)
        {
            var (plot, overlap) = (figure.GetPlot(panel), panel == 0 ? 0.5 : 0.75);
            for (var kind = 0; kind < words.Count; kind++)
            {
                var curve = CocoEvaluation.Curve(found, kind + firstClass, overlap);
                if (curve.Length == 0) continue;
                var line = plot.Add.Scatter([.. curve.Select(point => point.Recall)], curve.Select(point => point.Precision).ToArray(), colours.GetColor(kind));
                (line.LegendText, line.MarkerSize, line.LineWidth) = (words[kind], 0, 1.5f);
            }
            plot.Axes.SetLimits(0, 1.02, 0, 1.02);
            plot.Title(FormattableString.Invariant($"{split}, overlap {overlap}"));
            plot.XLabel("recall");
            plot.YLabel("precision");
            plot.ShowLegend(Alignment.LowerLeft);
        }
        figure.SavePng(path, 1400, 700);
    }
}
