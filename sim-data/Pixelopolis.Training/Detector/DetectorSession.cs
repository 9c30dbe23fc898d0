using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Pixelopolis.Datasets.Detection.Evaluation;

namespace Pixelopolis.Training.Detector;

/// <summary>An exported detector in ONNX Runtime, on one thread: to check it and to time it.</summary>
public sealed class DetectorSession : IDisposable
{
    private static readonly string[] Inputs = [DetectorOnnx.Input];
    private static readonly string[] Decoded = [DetectorOnnx.Boxes, DetectorOnnx.Scores, DetectorOnnx.Classes, DetectorOnnx.Count];
    private static readonly string[] Heads = [DetectorOnnx.RawScores, DetectorOnnx.RawBoxes];

    private readonly SessionOptions _options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly int _width, _height;
    private readonly byte[] _pixels;

    public DetectorSession(byte[] model)
    {
        _session = new(model, _options);
        var shape = _session.InputMetadata[DetectorOnnx.Input].Dimensions;
        (_height, _width, _pixels) = (shape[1], shape[2], new byte[shape[1] * shape[2] * shape[3]]);
    }

    /// <summary>What the whole graph gives; boxes in pixels of the network's input, classes from 0.</summary>
    public List<FoundBox> Detect(ReadOnlySpan<byte> pixels)
    {
        using var outputs = Run(pixels, Decoded);
        var (boxes, scores, classes) = (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[1].GetTensorDataAsSpan<float>().ToArray(), outputs[2].GetTensorDataAsSpan<float>().ToArray());
        return [.. Enumerable.Range(0, (int)outputs[3].GetTensorDataAsSpan<float>()[0]).Select(i => new FoundBox((int)classes[i] - 1, scores[i],
            new(boxes[4 * i + 1] * _width, boxes[4 * i] * _height, boxes[4 * i + 3] * _width, boxes[4 * i + 2] * _height)))];
    }

    /// <summary>What the graph up to the heads gives.</summary>
    public (float[] Scores, float[] Boxes) Raw(ReadOnlySpan<byte> pixels)
    {
        using var outputs = Run(pixels, Heads);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[1].GetTensorDataAsSpan<float>().ToArray());
    }

    /// <summary>The median time of one run, milliseconds.</summary>
    public double Median(IReadOnlyList<byte[]> pictures, int runs)
    {
        var names = _session.OutputNames.ToArray();
        var times = new double[runs];
        for (var i = -10; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Run(pictures[(i + 10) % pictures.Count], names).Dispose();
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return times[runs / 2];
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
        _options.Dispose();
    }

    private IDisposableReadOnlyCollection<OrtValue> Run(ReadOnlySpan<byte> pixels, string[] outputs)
    {
        pixels.CopyTo(_pixels);
        using var image = OrtValue.CreateTensorValueFromMemory(_pixels, [1, _height, _width, DetectorArchitecture.Channels]);
        return _session.Run(_run, Inputs, [image], outputs);
    }
}
