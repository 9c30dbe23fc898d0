using Pixelopolis.Datasets.Detection.Evaluation;
using Pixelopolis.Training.Detector.Data;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Detector;

/// <summary>What a network finds in pictures as they are.</summary>
internal static class DetectorEvaluator
{
    private const int Batch = 16;

    /// <summary>Truth and detections for each picture, in the camera's frame.</summary>
    public static ImageBoxes[] Find(DetectorNetwork network, AnchorGrid grid, DetectorData data, IReadOnlyList<int> scenes, CancellationToken cancel)
    {
        var (decoder, results) = (new DetectorDecoder(grid, network.Architecture.Classes), new ImageBoxes[scenes.Count]);
        ForEach(network, data, scenes, (place, scores, boxes) => results[place] = new(Truth(data, scenes[place]),
            [.. decoder.Decode(scores, boxes).Select(box => box with { Box = data.Frame.InCamera(box.Box) })]), cancel);
        return results;
    }

    /// <summary>Hands over the network's raw answers, picture by picture.</summary>
    public static void ForEach(DetectorNetwork network, DetectorData data, IReadOnlyList<int> scenes, RawAnswers use, CancellationToken cancel)
    {
        network.eval();
        using var noGradient = no_grad();
        for (var from = 0; from < scenes.Count; from += Batch)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var count = Math.Min(Batch, scenes.Count - from);
            var pictures = new byte[count * data.Frame.View.Bytes];
            for (var i = 0; i < count; i++) data.Input(scenes[from + i]).CopyTo(pictures.AsSpan(i * data.Frame.View.Bytes));
            var (scores, boxes) = network.forward(tensor(pictures, [count, data.Frame.View.Height, data.Frame.View.Width, DetectorArchitecture.Channels], ScalarType.Byte));
            var (allScores, allBoxes) = (scores.contiguous().data<float>().ToArray(), boxes.contiguous().data<float>().ToArray());
            var (eachScores, eachBoxes) = (allScores.Length / count, allBoxes.Length / count);
            for (var i = 0; i < count; i++) use(from + i, allScores.AsSpan(i * eachScores, eachScores), allBoxes.AsSpan(i * eachBoxes, eachBoxes));
        }
    }

    private static TrueBox[] Truth(DetectorData data, int scene) =>
        [.. data.Truth(scene).Select(thing => new TrueBox(thing.Class, data.Frame.InCamera(new(thing.Left, thing.Top, thing.Right, thing.Bottom)), thing.Difficult))];
}

/// <summary>One picture's raw answers, with its place in the list.</summary>
internal delegate void RawAnswers(int place, ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes);
