using Pixelopolis.Datasets.Lane.Collecting;
using Pixelopolis.Datasets.Voc;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Datasets.Detection;

/// <summary>A camera frame (RGB, 640 × 480) and what it shows.</summary>
public sealed record DetectionFrame(byte[] Rgb, IReadOnlyList<VocObject> Objects)
{
    public const int Width = 640;
    public const int Height = 480;
}

/// <summary>Makes labelled pictures of simulated scenes, world by world. The same options give the same pictures and labels on every machine.</summary>
public sealed class DetectionGenerator(DetectionOptions options)
{
    private const int JpegQuality = 95;

    /// <summary>Frames seen through one mounting of the camera.</summary>
    private const int FramesPerMount = 8;

    /// <summary>A split's frames, one world after another as they are asked for: an evaluation needs no files.</summary>
    public IEnumerable<DetectionFrame> Frames(VocSplit split) =>
        Enumerable.Range(0, options.Worlds(split)).SelectMany(number => World(split, number)).Take(options.Count(split));

    /// <summary>Writes all splits, on several threads; what is written does not depend on them.</summary>
    /// <param name="progress">Pictures written so far.</param>
    public async Task WriteAsync(VocFolderWriter writer, Action<int> progress, CancellationToken cancel)
    {
        var worlds = Enum.GetValues<VocSplit>().SelectMany(split => Enumerable.Range(0, options.Worlds(split)).Select(number => (Split: split, Number: number))).ToArray();
        var written = 0;
        await InOrder.RunAsync(options.Threads, worlds.Length, i => (worlds[i].Split, Pictures: World(worlds[i].Split, worlds[i].Number)
            .Select(f => (Jpeg: new Picture(DetectionFrame.Width, DetectionFrame.Height, f.Rgb).ToJpeg(JpegQuality), f.Objects)).ToList()), world =>
        {
            foreach (var (jpeg, objects) in world.Pictures)
            {
                if (writer.Count(world.Split) == options.Count(world.Split)) break;
                writer.Add(world.Split, jpeg, DetectionFrame.Width, DetectionFrame.Height, objects);
                written++;
            }
        }, _ => progress(written), cancel).ConfigureAwait(false);
        writer.Finish();
    }

    private IEnumerable<DetectionFrame> World(VocSplit split, int number)
    {
        var world = DetectionWorld.Make(options, split, number);
        var sampler = new SceneSampler(world.Map, world.Chance, options.FavouredIn(split));
        SceneLabeller? camera = null;
        for (var k = 0; k < options.FramesPerWorld; k++)
        {
            if (k % FramesPerMount == 0) camera = new SceneLabeller(world.Scene, WorldVariant.Mount(world.Chance));
            var scene = sampler.Next();
            camera!.Camera.SmearPixels = scene.SmearPixels;
            var rgb = new byte[DetectionFrame.Width * DetectionFrame.Height * 3];
            var labels = camera.Render(scene.Axle, scene.Actors, SimRandom.Derive((ulong)number, (ulong)k), rgb);
            var objects = new List<VocObject>();
            foreach (var label in labels)
                if (LabelRule.Of(label, world.Map, scene.Actors, DetectionFrame.Width, DetectionFrame.Height) is { } thing) objects.Add(thing);
            yield return new DetectionFrame(rgb, objects);
        }
    }
}
