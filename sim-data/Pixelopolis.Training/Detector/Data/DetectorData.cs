using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets;
using Pixelopolis.Datasets.Voc;

namespace Pixelopolis.Training.Detector.Data;

/// <summary>
/// Labelled pictures from one or more VOC folders. The pictures are decoded once into a file of kept frames that is mapped into memory.
/// Labels of unknown names are left out, and counted; so are pictures that are none.
/// </summary>
internal sealed class DetectorData : IDisposable
{
    private readonly MappedFile _pictures;
    private readonly string _cache;

    private DetectorData(KeptFrame frame, DetectorScene[] scenes, int[][] splits, string cache, string sha256, IReadOnlyDictionary<string, int> unknown, IReadOnlyList<string> problems)
    {
        (Frame, Scenes, _cache, Sha256, Unknown, Problems) = (frame, scenes, cache, sha256, unknown, problems);
        (Train, Validation, Test) = (splits[0], splits[1], splits[2]);
        _pictures = new(cache);
    }

    /// <summary>How pictures are kept.</summary>
    public KeptFrame Frame { get; }

    public DetectorScene[] Scenes { get; }

    public int[] Train { get; }

    public int[] Validation { get; }

    public int[] Test { get; }

    /// <summary>Of the labels as used, with their pictures' names and sizes; the same for every input.</summary>
    public string Sha256 { get; }

    /// <summary>Names that are no class of this run, with how many objects bore them.</summary>
    public IReadOnlyDictionary<string, int> Unknown { get; }

    /// <summary>Pictures that were left out, and why.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>RGB, a <see cref="Frame"/>.</summary>
    public ReadOnlySpan<byte> Picture(int scene) => _pictures.Bytes((long)scene * Frame.Bytes, Frame.Bytes);

    /// <summary>What the network sees of a picture, unchanged.</summary>
    public ReadOnlySpan<byte> Input(int scene) => Picture(scene).Slice(Frame.FirstRow * Frame.Width * 3, Frame.View.Bytes);

    /// <summary>What there is to find in it, in pixels of the network's input.</summary>
    public IEnumerable<SceneObject> Truth(int scene) =>
        Scenes[scene].Objects.Select(thing => thing.In(0, Frame.FirstRow, 1, Frame.View)).Where(thing => thing is not null).Select(thing => thing!.Value);

    /// <summary>Reads labels and pictures.</summary>
    /// <param name="folders">VOC folders; in those without lists, all is for training.</param>
    /// <param name="classes">Words, in the order of their numbers.</param>
    /// <param name="input">What the network sees.</param>
    /// <param name="cache">The file to keep pictures in while training; written anew.</param>
    public static (DetectorData? Data, string? Fault) Open(IReadOnlyList<string> folders, IReadOnlyList<string> classes, DetectorInput input, string cache, Action<int, int> progress, CancellationToken cancel)
    {
        var frame = new KeptFrame(input);
        var (images, problems, unknown) = (new List<(VocImage Image, VocSplit Split, string Folder)>(), new List<string>(), new SortedDictionary<string, int>(StringComparer.Ordinal));
        foreach (var folder in folders)
        {
            var voc = VocFolder.Open(folder);
            if (voc.Faults is [var fault, ..] && !voc.All.Any()) return (null, fault.ToString());
            problems.AddRange(voc.Faults.Select(found => found.ToString()));
            foreach (var split in Enum.GetValues<VocSplit>()) images.AddRange(voc.Of(split).Select(image => (image, split, folder)));
        }
        foreach (var (image, _, _) in images.Where(image => !Fits(image.Image, frame)))
            problems.Add($"{image.Path}: {image.Width} × {image.Height} pixels; a camera's frame is 4:3 and at least {frame.Least.Width} × {frame.Least.Height}");
        images.RemoveAll(image => !Fits(image.Image, frame));
        var numbers = classes.Select((word, i) => (word, i)).ToDictionary(pair => pair.word, pair => pair.i, StringComparer.Ordinal);
        DetectorScene[] scenes = [.. images.Select(image => Scene(image.Image, numbers, frame))];
        try
        {
            var broken = Decode(images, frame, cache, progress, cancel);
            problems.AddRange(broken.OfType<string>());
            int[] sound = [.. Enumerable.Range(0, scenes.Length).Where(i => broken[i] is null)];
            foreach (var thing in sound.SelectMany(i => images[i].Image.Objects).Where(thing => !numbers.ContainsKey(thing.Name)))
                unknown[thing.Name] = unknown.GetValueOrDefault(thing.Name) + 1;
            int[] Of(VocSplit split) => [.. sound.Where(i => images[i].Split == split)];
            return (new(frame, scenes, [Of(VocSplit.Train), Of(VocSplit.Validation), Of(VocSplit.Test)], cache, Hash(images, numbers, sound), unknown, problems), null);
        }
        catch
        {
            File.Delete(cache); // gigabytes that nobody reads
            throw;
        }
    }

    public void Dispose()
    {
        _pictures.Dispose();
        File.Delete(_cache);
    }

    private static bool Fits(VocImage image, KeptFrame frame) => image.Width >= frame.Least.Width && image.Height >= frame.Least.Height && Math.Abs(image.Width * 3 - image.Height * 4) <= 8;

    private static DetectorScene Scene(VocImage image, Dictionary<string, int> numbers, KeptFrame frame)
    {
        var (across, down) = ((float)frame.Least.Width / image.Width, (float)frame.Least.Height / image.Height);
        return new(image.Path, [.. image.Objects.Where(thing => numbers.ContainsKey(thing.Name)).Select(thing => new SceneObject(
            numbers[thing.Name], thing.Box.Left * across, thing.Box.Top * down - frame.Above, thing.Box.Right * across, thing.Box.Bottom * down - frame.Above, thing.Difficult))]);
    }

    private static string Hash(List<(VocImage Image, VocSplit Split, string Folder)> images, Dictionary<string, int> numbers, int[] sound)
    {
        var (text, reference) = (new StringBuilder(), new KeptFrame(DetectorInput.Reference));
        foreach (var i in sound)
        {
            text.Append(images[i].Split).Append(' ').Append(Path.GetRelativePath(images[i].Folder, images[i].Image.Path)).Append(' ').Append(new FileInfo(images[i].Image.Path).Length);
            foreach (var thing in Scene(images[i].Image, numbers, reference).Objects) text.Append(FormattableString.Invariant($" {thing}"));
            text.Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <returns>For each picture what is wrong with it, or null.</returns>
    private static string?[] Decode(List<(VocImage Image, VocSplit Split, string Folder)> images, KeptFrame frame, string cache, Action<int, int> progress, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(cache))!);
        using var file = File.OpenHandle(cache, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.None, (long)images.Count * frame.Bytes);
        if (images.Count > 0) RandomAccess.Write(file, [0], (long)images.Count * frame.Bytes - 1); // as long as it will be, whatever the last picture is
        var (done, broken) = (0, new string?[images.Count]);
        try
        {
            Parallel.For(0, images.Count, new ParallelOptions { CancellationToken = cancel }, () => new byte[frame.Bytes], (i, _, kept) =>
            {
                if (Read(images[i].Image, frame, kept) is { } why) broken[i] = why;
                else RandomAccess.Write(file, kept, (long)i * frame.Bytes);
                if (Interlocked.Increment(ref done) is var now && now % 200 == 0) progress(now, images.Count);
                return kept;
            }, _ => { });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]); // a full disk, as a rule: each thread says the same
        }
        return broken;
    }

    private static string? Read(VocImage image, KeptFrame frame, byte[] kept)
    {
        try
        {
            new DetectorCrop(image.Width, image.Height, frame.Crop).Read(RgbPicture.Read(image.Path, image.Width, image.Height), kept);
            return null;
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }
}
