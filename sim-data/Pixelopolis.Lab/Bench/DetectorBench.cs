using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Datasets.Onnx;
using Pixelopolis.Lab.Models;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Lab.Bench;

/// <summary>What <c>bench detector --out</c> writes: milliseconds on one thread, medians of interleaved runs in one process.</summary>
/// <param name="FrameToHeads">Crop and resize of a camera frame, and our network up to its raw heads.</param>
/// <param name="Resize">Of that, the crop and resize.</param>
/// <param name="Decoding">From the heads of real scenes to detections: decoding and suppression.</param>
/// <param name="FrameToDetections">All of it, as the car runs it.</param>
/// <param name="Reference">The plain SSD-MobileNet-v2 up to its heads, without any resize.</param>
/// <param name="Ratio">Frame to heads over the reference.</param>
internal sealed record DetectorBenchReport(string Model, string Sha256, int Runs, int Scenes, Spread FrameToHeads, Spread Resize, Spread Decoding, Spread FrameToDetections, Spread Reference,
    long ReferenceMultiplyAdds, double Ratio)
{
    public string ToJson() => JsonSerializer.Serialize(this, BenchJson.Default.DetectorBenchReport);
}

/// <summary>Milliseconds.</summary>
internal readonly record struct Spread(double Median, double P05, double P95)
{
    public static Spread Of(List<double> all)
    {
        var sorted = all.Order().ToArray();
        double At(double part) => Math.Round(sorted[(int)Math.Round(part * (sorted.Length - 1))], 3);
        return new Spread(At(0.5), At(0.05), At(0.95));
    }
}

/// <summary>Times a detector against the plain SSD-MobileNet-v2 in the same runtime, taking turns, so that whatever slows the machine slows both.</summary>
internal static class DetectorBench
{
    private const int Width = 640, Height = 480, WarmUp = 15;

    /// <exception cref="LabException">The model is no detector, or cannot be cut at its heads.</exception>
    public static DetectorBenchReport Run(string path, CityMap city, int runs, int scenes, Action<string>? say = null, CancellationToken cancel = default)
    {
        if (!File.Exists(path)) throw new LabException($"--model {path}: there is no such file; ./pixelopolis train detector makes one");
        var bytes = File.ReadAllBytes(path);
        using var detector = OnnxDetector.Load(bytes, path).Detector ?? throw new LabException(OnnxDetector.Load(bytes, path).Fault!.Message);
        var file = OnnxFile.Read(bytes, out var fault) ?? throw new LabException($"--model {path}: {fault}");
        var (signature, shapes) = (detector.Signature, OpenedGraph.Of(file));
        OnnxValue[] heads = [.. GraphHeads.Of(file).Select(name => Value(shapes, name))];
        if (heads.Length == 0) throw new LabException($"--model {path}: it has no convolution, so no heads to cut it at");
        var image = new OnnxValue(signature.Image, OnnxType.UInt8, 1, signature.Input.Height, signature.Input.Width, 3);

        say?.Invoke($"rendering {scenes} scenes of {city.Name}");
        var frames = Scenes(city, scenes);
        var crop = new DetectorCrop(Width, Height, signature.Input);
        var pixels = new byte[signature.Input.Bytes];
        using var ours = new TimedGraph(file.Cut([image], heads));
        ours.In(image.Name, pixels, [.. image.Shape]);
        float[][] raw = [.. heads.Select(h => ours.Out(h.Name, [.. h.Shape]))];
        using var decoding = Tail(file, path, heads, signature);
        for (var i = 0; i < heads.Length; i++) decoding.In(heads[i].Name, raw[i], [.. heads[i].Shape]);
        foreach (var output in new[] { signature.Boxes, signature.Scores, signature.Classes, signature.Count }) decoding.Out(output, [.. Value(shapes, output).Shape]);
        var (plain, multiplyAdds, plainHeads) = SsdMobileNetV2.Build();
        using var reference = new TimedGraph(plain);
        reference.In(SsdMobileNetV2.Input, Picture(), [1, 3, SsdMobileNetV2.Side, SsdMobileNetV2.Side]);
        foreach (var (name, shape) in plainHeads) reference.Out(name, shape);

        say?.Invoke($"{runs} runs of each, taking turns");
        var (resize, whole, found) = (new List<double>(), new List<double>(), new Detection[SightReading.Most]);
        for (var run = -WarmUp; run < runs; run++)
        {
            cancel.ThrowIfCancellationRequested();
            var frame = frames[(run + WarmUp) % frames.Length];
            ours.Time(() => crop.Read(frame, pixels), run >= 0);
            reference.Time(null, run >= 0);
            decoding.Time(null, run >= 0);
            Time(resize, () => crop.Read(frame, pixels), run >= 0);
            Time(whole, () =>
            {
                crop.Read(frame, pixels);
                detector.Detect(pixels, found);
            }, run >= 0);
        }
        var (mine, theirs) = (Spread.Of(ours.Milliseconds), Spread.Of(reference.Milliseconds));
        return new DetectorBenchReport(path, detector.Sha256, runs, scenes, mine, Spread.Of(resize), Spread.Of(decoding.Milliseconds), Spread.Of(whole), theirs, multiplyAdds, Math.Round(mine.Median / theirs.Median, 3));
    }

    private static TimedGraph Tail(OnnxFile file, string path, OnnxValue[] heads, DetectorSignature signature)
    {
        OnnxValue[] outputs = [new(signature.Boxes, OnnxType.Float, 1, signature.Most, 4), new(signature.Scores, OnnxType.Float, 1, signature.Most), new(signature.Classes, OnnxType.Float, 1, signature.Most), new(signature.Count, OnnxType.Float, 1)];
        try
        {
            return new TimedGraph(file.Cut(heads, outputs));
        }
        catch (OnnxRuntimeException e)
        {
            throw new LabException($"--model {path}: its decoding needs more than its heads ({string.Join(", ", heads.Select(h => h.Name))}), so it cannot be timed apart; name them in the metadata '{GraphHeads.MetadataKey}': {e.Message}");
        }
    }

    private static OnnxValue Value(OpenedGraph shapes, string name) =>
        shapes.Of(name) is { Type: 1 } found && found.Shape.All(d => d is not null) ? new OnnxValue(name, OnnxType.Float, [.. found.Shape.Select(d => d!.Value)])
        : throw new LabException($"{name} is {shapes.Describe(name)}: expected float of a fixed shape");

    /// <summary>What the car's camera sees on its way to signs, other cars in view.</summary>
    private static byte[][] Scenes(CityMap city, int count)
    {
        var renderer = new CameraRenderer(CityScene.Bake(city, Appearance.Showroom), new CameraMount());
        var edges = city.Edges.Where(e => e.Length > 0.3).ToArray();
        var chance = new SimRandom(7);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var edge = edges[i * edges.Length / count];
            var at = edge.Length * (0.2 + 0.5 * chance.Uniform());
            var frame = new byte[Width * Height * 3];
            var ahead = edge.Curve.At(Math.Min(edge.Length, at + 0.35 + 0.3 * chance.Uniform()));
            renderer.Render(edge.Curve.At(at), i % 2 == 0 ? [] : [new SceneActor(ActorKind.Car, ahead, 0x2F7DD1)], (ulong)i, frame);
            return frame;
        })];
    }

    private static float[] Picture()
    {
        var chance = new Random(3);
        return [.. Enumerable.Range(0, 3 * SsdMobileNetV2.Side * SsdMobileNetV2.Side).Select(_ => chance.NextSingle() * 2 - 1)];
    }

    private static void Time(List<double> into, Action work, bool keep)
    {
        var from = System.Diagnostics.Stopwatch.GetTimestamp();
        work();
        var took = System.Diagnostics.Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        if (keep) into.Add(took);
    }
}
