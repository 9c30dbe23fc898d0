using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pixelopolis.Training.Lane;

namespace Pixelopolis.Training.Tests.Lane;

/// <summary>The exported graph, with weights of our own: no torch needed.</summary>
public sealed class LaneOnnxTests
{
    [Fact]
    public void The_graph_keeps_the_contract_of_names_types_and_shapes()
    {
        using var session = new InferenceSession(LaneOnnx.Write(Weights(new Random(1), 0.05f), []));
        var (image, steering) = (Assert.Single(session.InputMetadata), Assert.Single(session.OutputMetadata));
        Assert.Equal(("image", TensorElementType.UInt8), (image.Key, image.Value.ElementDataType));
        Assert.Equal([1, 40, 120, 3], image.Value.Dimensions);
        Assert.Equal(("steering", TensorElementType.Float), (steering.Key, steering.Value.ElementDataType));
        Assert.Equal([1, 4], steering.Value.Dimensions);
    }

    [Fact]
    public void The_answers_stay_within_full_left_and_full_right_whatever_the_weights()
    {
        using var session = new InferenceSession(LaneOnnx.Write(Weights(new Random(2), 3), []));
        var crop = new byte[40 * 120 * 3];
        new Random(3).NextBytes(crop);
        Assert.All(Run(session, crop), value => Assert.InRange(value, -1, 1));
    }

    [Fact]
    public void With_every_weight_zero_the_last_layers_bias_is_the_answer()
    {
        var weights = Weights(new Random(4), 0);
        weights.Dense[^1].Bias.AsSpan().Clear();
        new float[] { 0.25f, -0.5f, 0, 7 }.CopyTo(weights.Dense[^1].Bias, 0);
        using var session = new InferenceSession(LaneOnnx.Write(weights, []));
        Assert.Equal([0.25f, -0.5f, 0, 1], Run(session, new byte[40 * 120 * 3]));
    }

    [Fact]
    public void Colours_and_rows_arrive_where_they_should()
    {
        // One path of ones from a red byte in the upper left corner to the output; nothing else has weight.
        var weights = Weights(new Random(5), 0);
        for (var i = 0; i < 5; i++)
        {
            var kernel = LaneArchitecture.Convolutions[i].Kernel;
            weights.Convolutions[i].Weight[kernel / 2 * kernel + kernel / 2] = 1; // filter 0, channel 0, the middle tap
        }
        foreach (var layer in weights.Dense) layer.Weight[0] = 1;
        using var session = new InferenceSession(LaneOnnx.Write(weights, []));

        var crop = new byte[40 * 120 * 3];
        Array.Fill(crop, (byte)127);
        crop[0] = 191;
        Assert.Equal(191 / 127.5f - 1, Run(session, crop)[0], 5);
        (crop[0], crop[1], crop[3], crop[120 * 3]) = (127, 250, 250, 250); // green, the next pixel, the next row: not looked at
        var expected = 127 / 127.5f - 1;
        for (var layer = 0; layer < 8; layer++) expected = MathF.Exp(expected) - 1; // negative, so each ELU bends it
        Assert.Equal(expected, Run(session, crop)[0], 6);
    }

    [Fact]
    public void The_same_weights_give_the_same_bytes() =>
        Assert.Equal(LaneOnnx.Write(Weights(new Random(6), 1), [("a", "b")]), LaneOnnx.Write(Weights(new Random(6), 1), [("a", "b")]));

    internal static float[] Run(InferenceSession session, byte[] crop)
    {
        using var image = OrtValue.CreateTensorValueFromMemory(crop, [1, 40, 120, 3]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["image"], [image], ["steering"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static LaneWeights Weights(Random random, float size)
    {
        var (convolutions, dense) = (new List<LaneLayerWeights>(), new List<LaneLayerWeights>());
        var depth = LaneArchitecture.Channels;
        foreach (var layer in LaneArchitecture.Convolutions)
        {
            convolutions.Add(Layer([layer.Filters, depth, layer.Kernel, layer.Kernel]));
            depth = layer.Filters;
        }
        var width = LaneArchitecture.Features;
        foreach (var outputs in (int[])[.. LaneArchitecture.Dense, LaneArchitecture.Outputs])
        {
            dense.Add(Layer([outputs, width]));
            width = outputs;
        }
        return new(convolutions, dense);

        LaneLayerWeights Layer(long[] shape)
        {
            var weight = new float[shape.Aggregate(1L, (product, dimension) => product * dimension)];
            for (var i = 0; i < weight.Length; i++) weight[i] = size * (2 * random.NextSingle() - 1);
            return new(shape, weight, new float[shape[0]]);
        }
    }
}
