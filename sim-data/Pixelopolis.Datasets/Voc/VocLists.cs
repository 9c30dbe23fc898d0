namespace Pixelopolis.Datasets.Voc;

/// <summary>The lists in <c>ImageSets/Main</c>.</summary>
internal static class VocLists
{
    private static readonly string[] Files = ["train.txt", "val.txt", "test.txt"];

    public static string PathOf(string root, VocSplit split) => Path.Combine(root, "ImageSets", "Main", Files[(int)split]);

    public static bool Exist(string root) => Enum.GetValues<VocSplit>().Any(split => File.Exists(PathOf(root, split)));

    /// <summary>Names by split, each once.</summary>
    public static List<string>[] Read(string root, List<VocFault> faults)
    {
        var (seen, names) = (new Dictionary<string, VocSplit>(StringComparer.Ordinal), new List<string>[] { [], [], [] });
        foreach (var split in Enum.GetValues<VocSplit>())
        {
            var path = PathOf(root, split);
            if (!File.Exists(path)) continue;
            foreach (var line in File.ReadLines(path))
            {
                // Class lists have a second column; the name is the first.
                var name = line.Trim().Split([' ', '\t'])[0].Replace('\\', '/');
                if (name.Length == 0) continue;
                if (!seen.TryAdd(name, split)) faults.Add(new VocFault(VocFaultKind.Overlap, path, $"{name} is listed for {seen[name]} already"));
                else names[(int)split].Add(name);
                if (seen.Count > VocLimits.Images) return names;
            }
        }
        return names;
    }
}
