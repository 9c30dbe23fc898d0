using OpenCvSharp;
using Pixelopolis.Datasets.Lane.Pictures;

namespace Pixelopolis.Datasets.Tests.Lane;

public sealed class LanePicturesTests
{
    [Fact]
    public void A_contact_sheet_shows_frames_of_every_intent_with_their_steering()
    {
        using var samples = new LaneSamples();
        samples.Write(60);
        using var data = samples.Read();
        LaneContactSheet.Save(data, samples.File_("sheet.png"));
        using var sheet = Cv2.ImRead(samples.File_("sheet.png"));
        Assert.InRange(sheet.Width, 1000, 1600);
        using var lastRow = sheet.SubMat(sheet.Height - 90, sheet.Height - 40, 10, 200); // a crop of noise, not paper
        Cv2.MeanStdDev(lastRow, out _, out var spread);
        Assert.True(spread.Val0 > 20);
    }

    [Fact]
    public void Histograms_count_every_frame_once_and_every_label_that_is_there()
    {
        using var samples = new LaneSamples();
        samples.Write(40);
        using var data = samples.Read();
        LaneHistograms.Save(data, samples.File_("histograms.png"));
        Assert.True(new FileInfo(samples.File_("histograms.png")).Length > 2000);

        var charts = LaneHistograms.Charts(data);
        Assert.Equal(9, charts.Count);
        Assert.All(charts.Take(4), chart => Assert.Equal(10, chart.Bars.Sum()));
        Assert.All(charts.Skip(4), chart => Assert.Equal(40, chart.Bars.Sum()));
        Assert.Equal([10, 10, 10, 10], charts[7].Bars);
    }

    [Fact]
    public void Values_beyond_a_histograms_ends_count_in_its_outermost_bars()
    {
        var chart = BarChart.Of("x", [-9f, -1f, 0f, 1f, 9f], -1, 1, BarChart.Plain);
        Assert.Equal((2, 1, 2), (chart.Bars[0], chart.Bars[20], chart.Bars[^1]));
    }
}
