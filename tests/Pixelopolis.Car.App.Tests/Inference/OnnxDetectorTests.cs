using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.App.Tests.Rig;
using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets.Onnx;

namespace Pixelopolis.Car.App.Tests.Inference;

public sealed class OnnxDetectorTests
{
    private const float Stop = 1, Yield = 2, Car = 3, Giraffe = 4;
    private static readonly TinySight AStop = new(Stop, 0.9f, 0.25f, 0.5f, 0.75f, 1);
    private readonly Detection[] _found = new Detection[SightReading.Most];

    [Fact]
    public void Boxes_come_back_in_fractions_of_the_whole_frame()
    {
        using var whole = Loaded(new TinyDetector([AStop]));
        Assert.Equal(1, whole.Detect(Picture(whole), _found));
        Assert.Equal(new Detection(ObjectClass.Stop, 0.9f, 0.5f, 0.25f, 1, 0.75f), _found[0]);

        using var part = Loaded(new TinyDetector([AStop]) { Region = "0.2,0,0.6,0.5" });
        Assert.Equal(new DetectorInput(32, 16, new FrameRegion(0, 0.2, 0.5, 0.6)), part.Input);
        Assert.Equal(1, part.Detect(Picture(part), _found));
        Assert.Equal([0.25f, 0.3f, 0.5f, 0.5f], [_found[0].Left, _found[0].Top, _found[0].Right, _found[0].Bottom]);
    }

    [Fact]
    public void The_bytes_of_the_picture_reach_the_model_as_they_are()
    {
        using var detector = Loaded(new TinyDetector([AStop with { Score = 0.4f, Gain = 0.5f }]));
        foreach (var (level, score) in new[] { (0, 0.4f), (51, 0.5f), (255, 0.9f) })
        {
            detector.Detect(Picture(detector, (byte)level), _found);
            Assert.Equal(score, _found[0].Score, 1e-5);
        }
    }

    [Fact]
    public void The_best_come_first_whatever_order_the_model_gives()
    {
        using var detector = Loaded(new TinyDetector([AStop with { Score = 0.5f }, AStop with { Class = Car, Score = 0.8f }, AStop with { Class = Yield, Score = 0.6f }]));
        Assert.Equal(3, detector.Detect(Picture(detector), _found));
        Assert.Equal([ObjectClass.Car, ObjectClass.Yield, ObjectClass.Stop], _found[..3].Select(d => d.Class));
        Assert.Equal(2, detector.Detect(Picture(detector), _found.AsSpan(0, 2)));
        Assert.Equal([ObjectClass.Car, ObjectClass.Yield], _found[..2].Select(d => d.Class));
    }

    [Fact]
    public void What_is_none_of_ours_too_unsure_or_no_box_is_left_out()
    {
        using var detector = Loaded(new TinyDetector(
        [
            AStop, AStop with { Class = Giraffe }, AStop with { Class = 77 }, AStop with { Class = -1 }, AStop with { Class = float.NaN }, AStop with { Score = 0.24f },
            AStop with { Score = float.NaN }, AStop with { Left = float.NaN }, AStop with { Right = 0.5f }, AStop with { Top = 1.2f, Bottom = 1.4f },
        ]));
        Assert.Equal(1, detector.Detect(Picture(detector), _found));
    }

    [Fact]
    public void The_lowest_score_is_an_option()
    {
        using var detector = OnnxDetector.Load(TinyDetectors.Seeing(AStop, AStop with { Score = 0.7f }), "tiny", new DetectorOptions { LowestScore = 0.8 }).Detector!;
        Assert.Equal(1, detector.Detect(Picture(detector), _found));
    }

    [Fact]
    public void Only_as_many_count_as_the_model_says()
    {
        using var detector = Loaded(new TinyDetector([AStop, AStop with { Class = Car }]) { Count = 1 });
        Assert.Equal(1, detector.Detect(Picture(detector), _found));
        using var wild = Loaded(new TinyDetector([AStop]) { Count = 1e9f });
        Assert.Equal(1, wild.Detect(Picture(wild), _found));
    }

    [Fact]
    public void Names_as_exported_graphs_carry_them_are_known()
    {
        using var detector = Loaded(new TinyDetector([AStop]) { Image = "image_tensor:0", Suffix = ":0" });
        Assert.Equal(1, detector.Detect(Picture(detector), _found));
    }

    [Fact]
    public void A_label_map_beside_the_model_says_what_its_numbers_mean()
    {
        var folder = Directory.CreateTempSubdirectory("pixelopolis-labels-").FullName;
        try
        {
            var model = Path.Combine(folder, "coco.onnx");
            File.WriteAllBytes(model, TinyDetectors.Write(new TinyDetector([AStop with { Class = 13 }, AStop with { Class = 3, Score = 0.8f }]) { Labels = null }));
            File.WriteAllText(Path.Combine(folder, "coco.labels.pbtxt"), """
                # COCO, as the zoo has it
                item { name: "/m/0k4j" id: 3 display_name: "car" }
                item {
                  name: "/m/02pv19"
                  id: 13
                  display_name: 'stop sign'
                }
                item: { id: 25, name: "giraffe" }
                """);
            using var detector = OnnxDetector.Load(model).Detector!;
            Assert.Equal(2, detector.Detect(Picture(detector), _found));
            Assert.Equal([ObjectClass.Stop, ObjectClass.Car], _found[..2].Select(d => d.Class));
            Assert.Equal((3, 2), (detector.Labels.Words.Count, detector.Labels.Known));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Detection_allocates_nothing()
    {
        using var detector = Loaded(new TinyDetector([AStop, AStop with { Class = Car }, AStop with { Class = Yield }]));
        var picture = Picture(detector);
        Assert.Equal(0, Allocations.InSteadyState(() =>
        {
            for (var i = 0; i < 200; i++) detector.Detect(picture, _found);
        }));
    }

    [Fact]
    public void A_missing_file_is_named_with_where_one_comes_from()
    {
        var fault = OnnxDetector.Load("/nowhere/detector.onnx").Fault!;
        Assert.Equal(DetectorFaultKind.Missing, fault.Kind);
        Assert.Contains("detector /nowhere/detector.onnx: there is no such file", fault.Message, StringComparison.Ordinal);
        Assert.Contains("train detector", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Garbage_is_no_model() => Assert.Equal(DetectorFaultKind.NotOnnx, OnnxDetector.Load([1, 2, 3, 4], "tiny").Fault!.Kind);

    [Theory]
    [InlineData(OnnxType.Float, new long[] { 1, 16, 32, 3 }, "image_tensor: float [1,16,32,3]")]
    [InlineData(OnnxType.UInt8, new long[] { 2, 16, 32, 3 }, "image_tensor: uint8 [2,16,32,3]")]
    [InlineData(OnnxType.UInt8, new long[] { 1, 3, 16, 32 }, "image_tensor: uint8 [1,3,16,32]")]
    [InlineData(OnnxType.UInt8, new long[] { 1, -1, -1, 3 }, "image_tensor: uint8 [1,?,?,3]")]
    public void A_wrong_input_is_refused_with_what_was_expected_and_what_was_found(OnnxType type, long[] shape, string found)
    {
        var fault = Refused(new TinyDetector([AStop]) { ImageType = type, ImageShape = shape });
        Assert.Equal(DetectorFaultKind.WrongInput, fault.Kind);
        Assert.Contains("expected one input of any name: uint8 [1,H,W,3]", fault.Message, StringComparison.Ordinal);
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_output_is_refused_with_what_was_expected_and_what_was_found()
    {
        var fault = Refused(new TinyDetector([AStop]) { BoxesName = "boxes" });
        Assert.Equal(DetectorFaultKind.WrongOutput, fault.Kind);
        Assert.Contains("detection_boxes: float [1,N,4]", fault.Message, StringComparison.Ordinal);
        Assert.Contains("boxes: float [1,1,4]", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lane_model_is_no_detector() =>
        Assert.Equal(DetectorFaultKind.WrongOutput, OnnxDetector.Load(TinyModels.FourHeads(), "lane").Fault!.Kind);

    [Theory]
    [InlineData(null, DetectorFaultKind.NoLabels, "tiny.labels.pbtxt, or the metadata 'labels'")]
    [InlineData("giraffe, zebra", DetectorFaultKind.BadLabels, "none of its 2 classes (giraffe, zebra…) is one the car knows (stop, yield")]
    [InlineData(" ", DetectorFaultKind.BadLabels, "it names no class")]
    [InlineData("item { id: 1 name: 'stop'", DetectorFaultKind.BadLabels, "the last item is not closed")]
    [InlineData("item { id: 1 name: 'stop' } item { id: 1 name: 'yield' }", DetectorFaultKind.BadLabels, "two items have the id 1")]
    [InlineData("item { id: one name: 'stop' }", DetectorFaultKind.BadLabels, "id is 'one'")]
    [InlineData("item { name: 'stop' }", DetectorFaultKind.BadLabels, "an item has the id 0")]
    [InlineData("class { id: 1 }", DetectorFaultKind.BadLabels, "expected 'item {', found 'class'")]
    public void A_bad_label_map_is_named_with_what_is_wrong(string? labels, DetectorFaultKind kind, string said)
    {
        var fault = Refused(new TinyDetector([AStop]) { Labels = labels });
        Assert.Equal(kind, fault.Kind);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0,0,1")]
    [InlineData("0,0,1,2")]
    [InlineData("0.5,0,0.5,1")]
    [InlineData("a,b,c,d")]
    public void A_bad_region_is_named(string region)
    {
        var fault = Refused(new TinyDetector([AStop]) { Region = region });
        Assert.Equal(DetectorFaultKind.BadRegion, fault.Kind);
        Assert.Contains($"found '{region}'", fault.Message, StringComparison.Ordinal);
    }

    private static byte[] Picture(OnnxDetector detector, byte level = 0)
    {
        var picture = new byte[detector.Input.Bytes];
        Array.Fill(picture, level);
        return picture;
    }

    private static OnnxDetector Loaded(TinyDetector wanted)
    {
        var loading = OnnxDetector.Load(TinyDetectors.Write(wanted), "tiny.onnx");
        Assert.Null(loading.Fault);
        return loading.Detector!;
    }

    private static DetectorFault Refused(TinyDetector wanted)
    {
        var loading = OnnxDetector.Load(TinyDetectors.Write(wanted), "tiny.onnx");
        Assert.Null(loading.Detector);
        return loading.Fault!;
    }
}
