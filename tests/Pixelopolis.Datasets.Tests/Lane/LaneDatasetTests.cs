using CsCheck;
using Pixelopolis.City;
using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Datasets.Tests.Lane;

public sealed class LaneDatasetTests
{
    [Fact]
    public void What_was_written_is_read_back()
    {
        using var samples = new LaneSamples();
        var manifest = samples.Write(37);
        using var data = samples.Read();

        Assert.Equal(37, data.Count);
        for (var i = 0; i < data.Count; i++)
        {
            Assert.Equal(LaneSamples.Frame(i), data.Frames[i]);
            Assert.Equal(LaneSamples.Labels(i), data.Labels[i]);
            Assert.True(data.Crop(i).SequenceEqual(LaneSamples.Crop(i)));
        }
        Assert.Null(data.Verify());
        Assert.Equal(37, manifest.Splits.Values.Sum());
        Assert.Equal(37, manifest.Sources.Values.Sum());
        Assert.Equal(Enum.GetValues<LaneSplit>().Sum(split => data.IndicesOf(split).Length), data.Count);
    }

    [Fact]
    public void The_same_frames_give_the_same_bytes_and_another_frame_another_hash()
    {
        using var one = new LaneSamples();
        using var two = new LaneSamples();
        using var other = new LaneSamples();
        var first = one.Write(20);

        Assert.Equal(first.Sha256, two.Write(20).Sha256);
        foreach (var file in Directory.EnumerateFiles(one.Folder))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(two.File_(Path.GetFileName(file))));
        Assert.NotEqual(first.Sha256, other.Write(20, first: 1).Sha256);
    }

    [Fact]
    public void A_round_is_appended_as_a_part_of_its_own()
    {
        using var samples = new LaneSamples();
        var before = samples.Write(10);
        var after = samples.Write(6, "dagger-1", first: 10);
        using var data = samples.Read();

        Assert.Equal(16, data.Count);
        Assert.Equal(["expert", "dagger-1"], after.Parts.Select(part => part.Name));
        Assert.Equal((10, 6), (after.Parts[1].First, after.Parts[1].Count));
        Assert.Equal(before.Parts[0].Files["crops.bin"], after.Parts[0].Files["crops.bin"]);
        Assert.NotEqual(before.Sha256, after.Sha256);
        Assert.True(data.Crop(15).SequenceEqual(LaneSamples.Crop(15)));
        Assert.Null(data.Verify());
    }

    [Fact]
    public void A_second_crop_of_every_frame_is_a_view_of_the_same_frames()
    {
        using var samples = new LaneSamples();
        samples.Write(9, "expert", 0, LaneView.BottomQuarter, LaneView.FullFrame);
        using var bottom = samples.Read();
        using var full = samples.Read(LaneView.FullFrame);

        Assert.True(bottom.Frames.SequenceEqual(full.Frames));
        Assert.True(bottom.Crop(4).SequenceEqual(LaneSamples.Crop(4)));
        Assert.True(full.Crop(4).SequenceEqual(LaneSamples.Crop(-5)));
    }

    [Fact]
    public void An_interrupted_part_leaves_the_data_set_as_it_was_once_it_is_opened_to_add()
    {
        using var samples = new LaneSamples();
        samples.Write(10);
        using (var writer = LaneDatasetWriter.Open(samples.Folder, "dagger-1").Value!)
            for (var i = 10; i < 30; i++) writer.Add(LaneSamples.Frame(i), LaneSamples.Labels(i), LaneSamples.Crop(i));

        Assert.Equal(LaneDatasetFaultKind.Interrupted, samples.Fault());
        samples.Write(2, "dagger-1", first: 10);
        using var data = samples.Read();
        Assert.Equal(12, data.Count);
        Assert.Null(data.Verify());
    }

    [Fact]
    public void Labels_survive_the_file_whatever_they_are() =>
        Gen.Select(Gen.Float[-1, 1], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Float[-1, 1]).Array[1, 12].Sample(drawn =>
        {
            using var samples = new LaneSamples();
            LaneLabels[] labels = [.. drawn.Select(d => LaneLabels.For((Intent)d.Item2, d.Item1).With((Intent)d.Item3, d.Item4))];
            using (var writer = LaneDatasetWriter.Create(samples.Folder, "expert").Value!)
            {
                foreach (var label in labels) writer.Add(LaneSamples.Frame(0), label, LaneSamples.Crop(0));
                writer.Complete();
            }
            using var data = samples.Read();
            return data.Labels.SequenceEqual(labels);
        }, iter: 30);

    [Fact]
    public void The_writer_refuses_what_would_poison_the_data()
    {
        using var samples = new LaneSamples();
        using var writer = LaneDatasetWriter.Create(samples.Folder, "expert").Value!;
        var frame = LaneSamples.Frame(0);

        Assert.Throws<ArgumentException>(() => writer.Add(frame, LaneLabels.None, LaneSamples.Crop(0)));
        Assert.Throws<ArgumentException>(() => writer.Add(frame, LaneLabels.For(Intent.Left, 1.01f), LaneSamples.Crop(0)));
        Assert.Throws<ArgumentException>(() => writer.Add(frame, LaneSamples.Labels(0), new byte[12]));
        writer.Add(frame with { Split = LaneSplit.Train }, LaneSamples.Labels(0), LaneSamples.Crop(0));
        Assert.Throws<ArgumentException>(() => writer.Add(frame with { Split = LaneSplit.Test }, LaneSamples.Labels(0), LaneSamples.Crop(0)));
        Assert.Equal(1, writer.Added);
    }
}
