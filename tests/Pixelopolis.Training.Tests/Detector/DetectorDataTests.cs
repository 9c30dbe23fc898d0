using OpenCvSharp;
using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets;
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

    [Theory]
    [InlineData(128), InlineData(192), InlineData(256), InlineData(320), InlineData(384), InlineData(448), InlineData(512), InlineData(576), InlineData(640)]
    public void Whatever_the_input_the_network_sees_byte_for_byte_what_the_car_cuts(int width)
    {
        var input = DetectorInput.Reference with { Width = width, Height = width / 2 };
        var (opened, fault) = DetectorData.Open([_squares.Data], Classes, input, Cache, (_, _) => { }, TestContext.Current.CancellationToken);
        Assert.Null(fault);
        using var data = opened!;
        var (car, seen) = (new DetectorCrop(640, 480, input), new byte[input.Bytes]);
        foreach (var scene in data.Train)
        {
            car.Read(RgbPicture.Read(data.Scenes[scene].Path, 640, 480), seen);
            Assert.True(data.Input(scene).SequenceEqual(seen));
        }
    }

    [Theory]
    [InlineData(256), InlineData(320), InlineData(384)]
    public void Whatever_the_input_the_labels_are_those_of_the_cameras_frame_and_have_the_same_hash(int width)
    {
        var input = DetectorInput.Reference with { Width = width, Height = width / 2 };
        using var data = DetectorData.Open([_squares.Data], Classes, input, Cache, (_, _) => { }, TestContext.Current.CancellationToken).Data!;
        var images = VocFolder.Open(_squares.Data).Of(VocSplit.Train).ToDictionary(image => image.Path);
        foreach (var scene in data.Train)
        {
            VocBox[] boxes = [.. images[data.Scenes[scene].Path].Objects.Select(thing => thing.Box)];
            Assert.Equal(boxes.Length, data.Truth(scene).Count());
            foreach (var (box, thing) in boxes.Zip(data.Truth(scene)))
            {
                var inCamera = data.Frame.InCamera(new(thing.Left, thing.Top, thing.Right, thing.Bottom));
                foreach (var (wanted, side) in new[] { (box.Left, inCamera.Left), (box.Top, inCamera.Top), (box.Right, inCamera.Right), (box.Bottom, inCamera.Bottom) })
                    Assert.Equal(wanted, side, 0.01f);
            }
        }
        using var reference = DetectorData.Open([_squares.Data], Classes, DetectorInput.Reference, _squares.Out("reference"), (_, _) => { }, TestContext.Current.CancellationToken).Data!;
        Assert.Equal(reference.Sha256, data.Sha256);
    }

    [Fact]
    public void A_picture_with_too_few_pixels_for_the_input_is_named_and_left_out()
    {
        using var data = DetectorData.Open([_squares.Data, Small()], Classes, DetectorInput.Reference with { Width = 384, Height = 192 }, Cache, (_, _) => { }, TestContext.Current.CancellationToken).Data!;
        Assert.Equal(6, data.Train.Length);
        Assert.Contains("320 × 240 pixels; a camera's frame is 4:3 and at least 384 × 288", Assert.Single(data.Problems), StringComparison.Ordinal);
    }

    /// <summary>A folder with one picture of half the camera's size.</summary>
    private string Small()
    {
        var folder = _squares.Out("small");
        var writer = VocFolderWriter.Create(folder).Writer!;
        using var picture = new Mat(240, 320, MatType.CV_8UC3, Scalar.All(90));
        Cv2.ImEncode(".jpg", picture, out var jpeg);
        writer.Add(VocSplit.Train, jpeg, 320, 240, []);
        writer.Finish();
        return folder;
    }

    [Fact]
    public void Cancelled_while_decoding_it_leaves_no_pictures_behind()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => DetectorData.Open([_squares.Data], Classes, DetectorInput.Reference, Cache, (_, _) => { }, stop.Token));
        Assert.False(File.Exists(Cache));
    }

    [Fact]
    public void Of_a_folder_with_lists_and_a_foreign_one_without_both_teach_and_only_the_first_validates_and_tests()
    {
        using var ours = new LabelledSquares(5, 3, 2, seed: 2);
        var foreign = _squares.Data;
        Directory.Delete(Path.Combine(foreign, "ImageSets"), recursive: true);
        var (opened, fault) = DetectorData.Open([ours.Data, foreign], ["red", "green"], DetectorInput.Reference, Cache, (_, _) => { }, TestContext.Current.CancellationToken);
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

    [Fact]
    public async Task An_input_of_no_size_ends_the_program_before_it_makes_anything()
    {
        Assert.Equal(1, await Run("--out", _squares.Out("out"), "--data", _squares.Data, "--input", "wide"));
        Assert.False(Directory.Exists(_squares.Out("out")));
    }

    private static Task<int> Run(params string[] arguments) => TrainDetectorCommand.Create().Parse(arguments)
        .InvokeAsync(new() { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);

    private DetectorData Open()
    {
        var (data, fault) = DetectorData.Open([_squares.Data], Classes, DetectorInput.Reference, Cache, (_, _) => { }, TestContext.Current.CancellationToken);
        Assert.Null(fault);
        return data!;
    }
}
