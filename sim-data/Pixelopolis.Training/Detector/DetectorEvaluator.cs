using Pixelopolis.Datasets.Detection.Evaluation;
using Pixelopolis.Training.Detector.Data;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Detector;

/// <summary>What a network finds in pictures as they are.</summary>
internal static class DetectorEvaluator
{
    private const int Batch = 16;

    /// <summary>Boxes are given in the camera's frame: twice the network's pixels each way.</summary>
    private const float ToFrame = 2;

    /// <summary>Truth and detections for each picture, in the frame's pixels.</summary>
    public static ImageBoxes[] Find(DetectorNetwork network, AnchorGrid grid, DetectorData data, IReadOnlyList<int> scenes, CancellationToken cancel)
    {
        var (decoder, results) = (new DetectorDecoder(grid, network.Architecture.Classes), new ImageBoxes[scenes.Count]);
        ForEach(network, data, scenes, (place, scores, boxes) => results[place] = new(Truth(data, scenes[place]),
            [.. decoder.Decode(scores, boxes).Select(box => box with { Box = InFrame(box.Box) })]), cancel);
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
            var pictures = new byte[count * DetectorArchitecture.Input.Bytes];
            for (var i = 0; i < count; i++) data.Input(scenes[from + i]).CopyTo(pictures.AsSpan(i * DetectorArchitecture.Input.Bytes));
            var (scores, boxes) = network.forward(tensor(pictures, [count, DetectorArchitecture.Input.Height, DetectorArchitecture.Input.Width, DetectorArchitecture.Channels], ScalarType.Byte));
            var (allScores, allBoxes) = (scores.contiguous().data<float>().ToArray(), boxes.contiguous().data<float>().ToArray());
            var (eachScores, eachBoxes) = (allScores.Length / count, allBoxes.Length / count);
            for (var i = 0; i < count; i++) use(from + i, allScores.AsSpan(i * eachScores, eachScores), allBoxes.AsSpan(i * eachBoxes, eachBoxes));
        }
    }

    private static TrueBox[] Truth(DetectorData data, int scene) =>
        [.. data.Truth(scene).Select(thing => new TrueBox(thing.Class, InFrame(new(thing.Left, thing.Top, thing.Right, thing.Bottom)), thing.Difficult))];

    private static PixelBox InFrame(PixelBox box) =>
        new(box.Left * ToFrame, (box.Top + HalfFrame.FirstRow) * ToFrame, box.Right * ToFrame, (box.Bottom + HalfFrame.FirstRow) * ToFrame);
}

/// <summary>One picture's raw answers, with its place in the list.</summary>
internal delegate void RawAnswers(int place, ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes);
