using Pixelopolis.Datasets.Detection;
using Pixelopolis.Datasets.Voc;

namespace Pixelopolis.Training.Detector.Data;

/// <summary>Sees to it that a folder holds labelled pictures of simulated scenes: makes them, unless they are there already.</summary>
internal static class DetectorCollection
{
    /// <param name="folder">The data set's folder. What was interrupted there before is made anew.</param>
    /// <param name="options">How many pictures, and from which seed.</param>
    /// <param name="progress">Pictures so far.</param>
    /// <returns>What stands in the way, or null.</returns>
    public static async Task<string?> EnsureAsync(string folder, DetectionOptions options, Action<int> progress, CancellationToken cancel)
    {
        if (options.Fault() is { } wrong) return wrong;
        if (File.Exists(Path.Combine(folder, "ImageSets", "Main", "train.txt"))) return Matches(folder, options);
        if (Directory.Exists(Path.Combine(folder, "ImageSets")))
            return $"{folder} is a data set without ImageSets/Main/train.txt: there is nothing to train on in it, and it is not ours to delete; name another --out";
        var (writer, fault) = VocFolderWriter.Renew(folder);
        if (writer is null) return fault!.ToString();
        await new DetectionGenerator(options).WriteAsync(writer, progress, cancel).ConfigureAwait(false);
        return null;
    }

    private static string? Matches(string folder, DetectionOptions options)
    {
        var there = File.ReadLines(Path.Combine(folder, "ImageSets", "Main", "train.txt")).Count();
        return there == options.Train ? null
            : $"{folder} holds {there} pictures to train on, and {options.Train} were asked for. Give it as --data, or delete it, or choose another --out";
    }
}
