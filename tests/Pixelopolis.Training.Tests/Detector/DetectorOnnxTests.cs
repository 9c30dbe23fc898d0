using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets.Detection.Evaluation;
using Pixelopolis.Training.Detector;
using OnnxDetector = Pixelopolis.Car.App.Inference.OnnxDetector;

namespace Pixelopolis.Training.Tests.Detector;

/// <summary>The exported graph, with weights of our own: no torch needed.</summary>
public sealed class DetectorOnnxTests
{
    internal static readonly AnchorGrid Grid = new(
        [[new(12, 12), new(20, 20), new(30, 28)], [new(40, 38), new(60, 42)], [new(90, 90), new(140, 90), new(200, 130)]], DetectorInput.Reference);

    [Fact]
    public void The_graph_keeps_the_signature_of_names_types_and_fixed_shapes()
    {
        using var session = new InferenceSession(DetectorOnnx.Write(Weights(new Random(1), 5), Grid, [("region", "0.266667,0,0.933333,1")]));
        var input = Assert.Single(session.InputMetadata);
        Assert.Equal(("input_tensor", TensorElementType.UInt8), (input.Key, input.Value.ElementDataType));
        Assert.Equal([1, 160, 320, 3], input.Value.Dimensions);
        Assert.All(session.OutputMetadata, output => Assert.Equal(TensorElementType.Float, output.Value.ElementDataType));
        Assert.Equal([1, 50, 4], session.OutputMetadata["detection_boxes"].Dimensions);
        Assert.Equal([1, 50], session.OutputMetadata["detection_scores"].Dimensions);
        Assert.Equal([1, 50], session.OutputMetadata["detection_classes"].Dimensions);
        Assert.Equal([1], session.OutputMetadata["num_detections"].Dimensions);
        Assert.Equal("0.266667,0,0.933333,1", session.ModelMetadata.CustomMetadataMap["region"]);
    }

    /// <summary>
    /// Random weights answer with crowds of overlapping boxes of all classes: chains of suppression such as no trained network gives. The graph's
    /// rounds must leave what going through the list leaves.
    /// </summary>
    [Theory]
    [InlineData(1), InlineData(3), InlineData(20)]
    public void Decoding_and_suppression_in_the_graph_are_those_of_the_decoder(int classes)
    {
        var compared = 0;
        for (var seed = 0; seed < 12; seed++)
        {
            var weights = Weights(new Random(seed), classes);
            using var whole = new DetectorSession(DetectorOnnx.Write(weights, Grid, []));
            using var raw = new DetectorSession(DetectorOnnx.WriteHeads(weights, Grid));
            var picture = new byte[DetectorInput.Reference.Bytes];
            new Random(seed).NextBytes(picture);
            var (scores, boxes) = raw.Raw(picture);
            var (expected, found) = (new DetectorDecoder(Grid, classes).Decode(scores, boxes), whole.Detect(picture));
            Assert.Equal(expected.Count, found.Count);
            compared += found.Count;
            // Scores that are equal but for rounding may change places.
            Assert.All(expected, one => Assert.Contains(found, other => one.Class == other.Class && Math.Abs(one.Score - other.Score) < 1e-5
                && Math.Abs(one.Box.Left - other.Box.Left) + Math.Abs(one.Box.Top - other.Box.Top) + Math.Abs(one.Box.Right - other.Box.Right) + Math.Abs(one.Box.Bottom - other.Box.Bottom) < 1e-2));
            for (var i = 0; i < found.Count; i++)
                for (var j = 0; j < i; j++)
                    Assert.True(found[i].Class != found[j].Class || found[i].Box.Overlap(found[j].Box) <= DetectorSuppression.Overlap + 1e-4);
        }
        Assert.InRange(compared, 60, 600);
    }

    [Fact]
    public void Boxes_lie_within_the_picture_and_what_is_nothing_is_zero()
    {
        var (boxes, scores, count) = Enumerable.Range(0, 40).Select(i => Answers(level: -4f * i)).First(answers => answers.Count < 40); // few scores above the least
        Assert.InRange(count, 1, 39);
        Assert.All(boxes, side => Assert.InRange(side, 0, 1));
        Assert.All(scores[..count], score => Assert.InRange(score, DetectorSuppression.LeastScore, 1));
        Assert.All(scores[count..], score => Assert.Equal(0, score));
        Assert.All(boxes[(4 * count)..], side => Assert.Equal(0, side));
        Assert.Equal(scores.OrderDescending(), scores);
    }

    private static (float[] Boxes, float[] Scores, int Count) Answers(float level)
    {
        using var session = new InferenceSession(DetectorOnnx.Write(Weights(new Random(3), 2, level: level), Grid, []));
        var picture = new byte[DetectorInput.Reference.Bytes];
        new Random(3).NextBytes(picture);
        using var image = OrtValue.CreateTensorValueFromMemory(picture, [1, 160, 320, 3]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["input_tensor"], [image], ["detection_boxes", "detection_scores", "num_detections"]);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[1].GetTensorDataAsSpan<float>().ToArray(), (int)outputs[2].GetTensorDataAsSpan<float>()[0]);
    }

    [Fact]
    public void The_same_weights_give_the_same_bytes() =>
        Assert.Equal(DetectorOnnx.Write(Weights(new Random(6), 3), Grid, [("a", "b")]), DetectorOnnx.Write(Weights(new Random(6), 3), Grid, [("a", "b")]));

    [Fact]
    public void The_label_map_is_the_object_detection_apis() =>
        Assert.Equal("item {\n  id: 1\n  name: 'stop'\n}\nitem {\n  id: 2\n  name: 'car'\n}\n", LabelMap.Text(["stop", "car"]));

    [Fact]
    public void The_cost_of_the_reference_network_is_what_its_layers_sum_up_to()
    {
        var architecture = new DetectorArchitecture(20, [3, 3, 3], 1, 1, DetectorInput.Reference);
        Assert.Equal(architecture.Parameters, Weights(new Random(1), 20, architecture).Layers.Values.Sum(layer => layer.Weight.Length + layer.Bias.Length));
        // The stem by hand: 160 × 80 places, 16 filters of 3 × 3 × 3.
        Assert.Equal(160 * 80 * 16 * 27, architecture.MultiplyAddsByLayer().First().MultiplyAdds);
        Assert.InRange(architecture.MultiplyAdds, 200_000_000, 300_000_000);
    }

    [Theory]
    [InlineData(1, 3, 4, 2), InlineData(0.5, 2, 2, 1), InlineData(1.5, 5, 6, 3), InlineData(0.1, 1, 1, 1)]
    public void Depth_scales_the_blocks_of_each_stage_and_leaves_at_least_one(double depth, int eighth, int sixteenth, int last)
    {
        var architecture = new DetectorArchitecture(20, [3, 3, 3], 1, depth, DetectorInput.Reference);
        int Blocks(string stage) => architecture.Layers.OfType<Sum>().Count(layer => layer.Name.StartsWith(stage, StringComparison.Ordinal));
        Assert.Equal((eighth, sixteenth, last), (Blocks("eighth"), Blocks("sixteenth"), Blocks("last")));
    }

    [Fact]
    public void The_multiply_adds_go_with_the_inputs_area()
    {
        long Of(int width) => new DetectorArchitecture(20, [3, 3, 3], 1, 1, DetectorInput.Reference with { Width = width, Height = width / 2 }).MultiplyAdds;
        Assert.Equal(4 * Of(320), Of(640));
        Assert.Equal(Of(320) * 256 * 256 / (320 * 320), Of(256));
    }

    [Theory]
    [InlineData(256, 0.5), InlineData(384, 0.5)]
    public void A_network_of_another_input_and_depth_loads_where_the_car_runs_it_and_finds_what_the_decoder_finds(int width, double depth)
    {
        var input = DetectorInput.Reference with { Width = width, Height = width / 2 };
        var grid = new AnchorGrid(Grid.Sizes, input);
        var weights = Weights(new Random(2), 3, new DetectorArchitecture(3, grid.Counts, 0.25, depth, input));
        var model = DetectorOnnx.Write(weights, grid, [("region", "0.266667,0,0.933333,1"), ("labels", "stop,car,box")]);
        var picture = new byte[input.Bytes];
        new Random(2).NextBytes(picture);
        using var raw = new DetectorSession(DetectorOnnx.WriteHeads(weights, grid));
        var (scores, boxes) = raw.Raw(picture);
        // A box of no size, which random weights give, is none to the car.
        FoundBox[] expected = [.. new DetectorDecoder(grid, 3).Decode(scores, boxes).Where(one => one.Box.Area > 0)];

        var path = Path.Combine(Directory.CreateTempSubdirectory("onnx-").FullName, "detector.onnx");
        try
        {
            File.WriteAllBytes(path, model);
            var (loaded, fault) = OnnxDetector.Load(path, new() { LowestScore = DetectorSuppression.LeastScore });
            Assert.Null(fault);
            using var detector = loaded!;
            Assert.Equal((width, width / 2), (detector.Input.Width, detector.Input.Height));
            Assert.Equal(128.0 / 480, detector.Input.Region.Top, 1e-5);
            var found = new Detection[DetectorSuppression.Most];
            var count = detector.Detect(picture, found);
            Assert.Equal(expected.Length, count);
            Assert.InRange(count, 10, DetectorSuppression.Most);
            // In fractions of the whole frame, of which the input is two thirds of the height.
            Assert.All(expected, one => Assert.Contains(found[..count], other => Math.Abs(one.Score - other.Score) < 1e-5
                && Math.Abs(one.Box.Left / width - other.Left) + Math.Abs(128 / 480f + one.Box.Top * 2 / width * 2 / 3 - other.Top) < 1e-4));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    internal static DetectorWeights Weights(Random random, int classes, DetectorArchitecture? given = null, float level = -1)
    {
        var architecture = given ?? new DetectorArchitecture(classes, Grid.Counts, 0.25, 1, DetectorInput.Reference);
        return new(architecture, architecture.Convolutions.ToDictionary(layer => layer.Name, layer =>
        {
            long[] shape = [layer.Out, layer.Depth, layer.Kernel, layer.Kernel];
            var each = layer.Depth * layer.Kernel * layer.Kernel;
            // As strong as keeps the signal's size, so that heads answer differently from place to place.
            var size = Math.Sqrt(6.0 / each) * (layer.From == DetectorArchitecture.Picture ? 1 / 64.0 : 1);
            float[] Draw(int count, double by) => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble() - 1) * by))];
            var bias = Draw(layer.Out, 0.1);
            if (layer.Name.StartsWith("scores", StringComparison.Ordinal) && !layer.Normalized) foreach (ref var value in bias.AsSpan()) value += level;
            return new DetectorLayerWeights(shape, Draw(layer.Out * each, size), bias);
        }));
    }
}
