using OpenCvSharp;
using Pixelopolis.City;

namespace Pixelopolis.Datasets.Lane.Pictures;

/// <summary>What a data set is made of, as one picture: steering for each intent, curvature, offset and heading from the lane, intents and sources.</summary>
public static class LaneHistograms
{
    private const int Columns = 3;

    public static void Save(LaneDataset data, string path)
    {
        var charts = Charts(data);
        using var picture = new Mat((charts.Count + Columns - 1) / Columns * BarChart.Height, Columns * BarChart.Width, MatType.CV_8UC3, BarChart.Paper);
        for (var i = 0; i < charts.Count; i++)
        {
            var (x, y) = (i % Columns * BarChart.Width, i / Columns * BarChart.Height);
            using var place = picture.SubMat(y, y + BarChart.Height, x, x + BarChart.Width);
            charts[i].Draw(place);
        }
        picture.SaveImage(path);
    }

    internal static List<BarChart> Charts(LaneDataset data)
    {
        var charts = new List<BarChart>();
        for (var head = 0; head < LaneLabels.Count; head++)
        {
            var steering = new List<float>();
            foreach (var label in data.Labels)
                if (!float.IsNaN(label[head])) steering.Add(label[head]);
            charts.Add(BarChart.Of($"steering for {(Intent)head}", steering, -1, 1, LaneContactSheet.Colours[head]));
        }
        var (curvatures, offsets, headings) = (new List<float>(), new List<float>(), new List<float>());
        var (intents, sources) = (new int[Enum.GetValues<Intent>().Length], new int[Enum.GetValues<LaneSource>().Length]);
        foreach (var frame in data.Frames)
        {
            curvatures.Add(frame.Curvature);
            offsets.Add(frame.Offset * 100);
            headings.Add(frame.HeadingError * 180 / MathF.PI);
            intents[(int)frame.Intent]++;
            sources[(int)frame.Source]++;
        }
        charts.Add(BarChart.Of("curvature, 1/m (left is positive)", curvatures, -8, 8, BarChart.Plain));
        charts.Add(BarChart.Of("offset from the lane's centre, cm", offsets, -8, 8, BarChart.Plain));
        charts.Add(BarChart.Of("heading error, degrees", headings, -40, 40, BarChart.Plain));
        charts.Add(new("frames by intent", [.. intents], Enum.GetNames<Intent>(), BarChart.Plain));
        charts.Add(new("frames by source", [.. sources], Enum.GetNames<LaneSource>(), BarChart.Plain));
        return charts;
    }
}
