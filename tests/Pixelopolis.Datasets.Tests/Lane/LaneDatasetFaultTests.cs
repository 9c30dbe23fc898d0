using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Datasets.Tests.Lane;

public sealed class LaneDatasetFaultTests : IDisposable
{
    private readonly LaneSamples _samples = new();

    public LaneDatasetFaultTests() => _samples.Write(8);

    public void Dispose() => _samples.Dispose();

    [Theory]
    [InlineData("crops.bin")]
    [InlineData("labels.bin")]
    [InlineData("frames.jsonl")]
    public void A_truncated_file_is_named(string file)
    {
        using (var stream = File.OpenWrite(_samples.File_(file))) stream.SetLength(stream.Length - 1);
        var fault = LaneDataset.Open(_samples.Folder).Fault!;
        Assert.Equal((LaneDatasetFaultKind.Truncated, _samples.File_(file)), (fault.Kind, fault.Path));
    }

    [Theory]
    [InlineData("crops.bin")]
    [InlineData("labels.bin")]
    [InlineData("frames.jsonl")]
    [InlineData("dataset.json")]
    public void A_missing_file_is_named(string file)
    {
        File.Delete(_samples.File_(file));
        Assert.Equal(LaneDatasetFaultKind.Missing, _samples.Fault());
    }

    [Theory]
    [InlineData("labels.bin")]
    [InlineData("frames.jsonl")]
    public void A_flipped_bit_in_labels_or_frames_is_found_on_opening(string file)
    {
        Flip(file);
        Assert.Equal(LaneDatasetFaultKind.HashMismatch, _samples.Fault());
    }

    [Fact]
    public void A_flipped_bit_in_the_crops_is_found_by_verifying()
    {
        Flip("crops.bin");
        using var data = _samples.Read();
        Assert.Equal(LaneDatasetFaultKind.HashMismatch, data.Verify()!.Kind);
    }

    [Theory]
    [InlineData("{", LaneDatasetFaultKind.Malformed)]
    [InlineData("null", LaneDatasetFaultKind.Malformed)]
    [InlineData("{}", LaneDatasetFaultKind.Malformed)]
    [InlineData("""{"format":"pixelopolis-lane","version":1,"width":120,"height":40,"channels":3,"views":["BottomQuarter"],"count":1,"splits":{},"sources":{},"trainCities":[],"validationCities":[],"testCities":[],"parts":[null],"sha256":""}""", LaneDatasetFaultKind.Malformed)]
    [InlineData("[1,2]", LaneDatasetFaultKind.Malformed)]
    public void A_manifest_that_is_no_manifest_is_named(string json, LaneDatasetFaultKind expected)
    {
        File.WriteAllText(_samples.File_("dataset.json"), json);
        Assert.Equal(expected, _samples.Fault());
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 9", LaneDatasetFaultKind.Unsupported)]
    [InlineData("pixelopolis-lane", "someone-else", LaneDatasetFaultKind.Unsupported)]
    [InlineData("\"width\": 120", "\"width\": 160", LaneDatasetFaultKind.Unsupported)]
    [InlineData("\"count\": 8", "\"count\": 9", LaneDatasetFaultKind.Inconsistent)]
    [InlineData("\"bytes\": 128", "\"bytes\": 127", LaneDatasetFaultKind.Inconsistent)]
    public void A_manifest_that_does_not_fit_is_named(string from, string to, LaneDatasetFaultKind expected)
    {
        var path = _samples.File_("dataset.json");
        var json = File.ReadAllText(path);
        Assert.Contains(from, json);
        File.WriteAllText(path, json.Replace(from, to));
        Assert.Equal(expected, _samples.Fault());
    }

    [Fact]
    public void Asking_for_a_view_that_is_not_there_is_named() =>
        Assert.Equal(LaneDatasetFaultKind.ViewMissing, LaneDataset.Open(_samples.Folder, LaneView.FullFrame).Fault!.Kind);

    [Fact]
    public void A_data_set_is_never_overwritten_and_no_part_added_twice()
    {
        Assert.Equal(LaneDatasetFaultKind.Inconsistent, LaneDatasetWriter.Create(_samples.Folder, "again").Fault!.Kind);
        Assert.Equal(LaneDatasetFaultKind.Inconsistent, LaneDatasetWriter.Open(_samples.Folder, "expert").Fault!.Kind);
        Assert.Equal(LaneDatasetFaultKind.Missing, LaneDatasetWriter.Open(_samples.Folder + "-elsewhere", "expert").Fault!.Kind);
    }

    private void Flip(string file)
    {
        var path = _samples.File_(file);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
