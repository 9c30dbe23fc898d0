using Pixelopolis.Datasets.Detection;
using Pixelopolis.Datasets.Voc;
using Pixelopolis.Training.Commands;
using Pixelopolis.Training.Detector.Data;

namespace Pixelopolis.Training.Tests.Detector;

public sealed class DetectorDataTests : IDisposable
{
    private static readonly string[] Classes = ["red", "blue", "green"];
    private readonly LabelledSquares _squares = new(6, 2);

    public void Dispose() => _squares.Dispose();

    private string Cache => _squares.Out("pictures");

    [Fact]
    public void A_picture_that_cannot_be_decoded_is_named_and_left_out_as_if_it_were_not_there()
    {
        var last = Path.Combine(_squares.Data, "train", "000005.jpg");
        var jpeg = File.ReadAllBytes(last);
        File.WriteAllBytes(last, jpeg[..jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xDA])]);
        string sha256;
        using (var data = Open())
        {
            Assert.Equal((5, 2), (data.Train.Length, data.Validation.Length));
            Assert.DoesNotContain(data.Train, scene => data.Scenes[scene].Path == last);
            Assert.Contains(last, Assert.Single(data.Problems), StringComparison.Ordinal);
            sha256 = data.Sha256;
        }
        var list = Path.Combine(_squares.Data, "ImageSets", "Main", "train.txt");
        File.WriteAllLines(list, File.ReadAllLines(list)[..^1]);
        using var without = Open();
        Assert.Empty(without.Problems);
        Assert.Equal(sha256, without.Sha256);
    }

    [Fact]
    public void Cancelled_while_decoding_it_leaves_no_pictures_behind()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => DetectorData.Open([_squares.Data], Classes, Cache, (_, _) => { }, stop.Token));
        Assert.False(File.Exists(Cache));
    }

    [Fact]
    public void Of_a_folder_with_lists_and_a_foreign_one_without_both_teach_and_only_the_first_validates_and_tests()
    {
        using var ours = new LabelledSquares(5, 3, 2, seed: 2);
        var foreign = _squares.Data;
        Directory.Delete(Path.Combine(foreign, "ImageSets"), recursive: true);
        var (opened, fault) = DetectorData.Open([ours.Data, foreign], ["red", "green"], Cache, (_, _) => { }, TestContext.Current.CancellationToken);
        Assert.Null(fault);
        using var data = opened!;
        // The foreign folder has 6 pictures that were for training and 2 that were not.
        Assert.Equal((5 + 8, 3, 2), (data.Train.Length, data.Validation.Length, data.Test.Length));
        Assert.Equal(8, data.Train.Count(scene => data.Scenes[scene].Path.StartsWith(foreign, StringComparison.Ordinal)));
        Assert.All(data.Validation.Concat(data.Test), scene => Assert.StartsWith(ours.Data, data.Scenes[scene].Path, StringComparison.Ordinal));
        Assert.Equal(["blue"], data.Unknown.Keys);
        Assert.Empty(data.Problems);
        // Each picture with its own labels, whichever folder it is from.
        var labels = VocFolder.Open(ours.Data).All.Concat(VocFolder.Open(foreign).All).ToDictionary(image => image.Path, image => image.Objects.Count(thing => thing.Name != "blue"));
        Assert.All(data.Scenes, scene => Assert.Equal(labels[scene.Path], scene.Objects.Count));
    }

    [Theory]
    [InlineData("mine.txt")]
    [InlineData("ImageSets/Main/test.txt")]
    public async Task What_is_not_ours_is_not_deleted_to_make_pictures(string mine)
    {
        var folder = _squares.Out("mine");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, mine))!);
        await File.WriteAllTextAsync(Path.Combine(folder, mine), "dear", TestContext.Current.CancellationToken);
        var fault = await DetectorCollection.EnsureAsync(folder, new DetectionOptions { Train = 1, Validation = 1, Test = 1 }, _ => { }, TestContext.Current.CancellationToken);
        Assert.Contains("not ours to delete; name another --out", fault, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, mine)));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_ends_the_program_in_order()
    {
        Assert.Equal(1, await Run("--out", "/proc/nowhere", "--data", _squares.Data));
        Assert.Equal(1, await Run("--out", "/proc/nowhere"));
    }

    private static Task<int> Run(params string[] arguments) => TrainDetectorCommand.Create().Parse(arguments)
        .InvokeAsync(new() { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);

    private DetectorData Open()
    {
        var (data, fault) = DetectorData.Open([_squares.Data], Classes, Cache, (_, _) => { }, TestContext.Current.CancellationToken);
        Assert.Null(fault);
        return data!;
    }
}
