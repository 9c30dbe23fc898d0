namespace Pixelopolis.Datasets.Voc;

/// <summary>
/// A folder of labelled pictures: labels beside the pictures, as labelImg leaves them, in as many folders below as one likes; or
/// <c>Annotations</c> and <c>JPEGImages</c>, as in Pascal VOC. Lists in <c>ImageSets/Main</c> (<c>train.txt</c>, <c>val.txt</c>, <c>test.txt</c>)
/// say which is for what, each line a label file's place in the folder without <c>.xml</c>; a folder without lists is all for training.
/// </summary>
public sealed class VocFolder
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".JPG", ".JPEG", ".PNG"];
    private readonly IReadOnlyList<VocImage>[] _images;

    private VocFolder(string root, bool hasLists, IReadOnlyList<VocImage>[] images, IReadOnlyList<VocFault> faults) =>
        (Root, HasLists, _images, Faults) = (root, hasLists, images, faults);

    public string Root { get; }

    /// <summary>Whether it says which picture is for what.</summary>
    public bool HasLists { get; }

    /// <summary>All that is wrong, in the files' order. A picture with a fault is left out.</summary>
    public IReadOnlyList<VocFault> Faults { get; }

    /// <summary>In the list's order, or by name.</summary>
    public IReadOnlyList<VocImage> Of(VocSplit split) => _images[(int)split];

    public IEnumerable<VocImage> All => _images.SelectMany(i => i);

    /// <summary>Reads every label file and every picture's header.</summary>
    public static VocFolder Open(string root)
    {
        root = Path.GetFullPath(root);
        var faults = new List<VocFault>();
        var images = new IReadOnlyList<VocImage>[] { [], [], [] };
        if (!Directory.Exists(root)) return new VocFolder(root, false, images, [new VocFault(VocFaultKind.Missing, root, "no such folder")]);
        var hasLists = VocLists.Exist(root);
        var names = hasLists ? VocLists.Read(root, faults) : [NamesIn(root), [], []];
        if (names.Sum(n => n.Count) is var count and > VocLimits.Images)
        {
            faults.Add(new VocFault(VocFaultKind.TooMany, root, $"{count} pictures; at most {VocLimits.Images} are read"));
            return new VocFolder(root, hasLists, images, faults);
        }
        for (var split = 0; split < images.Length; split++)
        {
            var read = names[split].AsParallel().AsOrdered().Select(name => One(root, name)).ToList();
            foreach (var (_, found) in read) faults.AddRange(found);
            images[split] = [.. read.Where(r => r.Image is not null).Select(r => r.Image!)];
        }
        if (names.All(n => n.Count == 0) && faults.Count == 0) faults.Add(new VocFault(VocFaultKind.Missing, root, "no label files (*.xml) in it"));
        return new VocFolder(root, hasLists, images, faults);
    }

    private static List<string> NamesIn(string root)
    {
        var names = Directory.EnumerateFiles(root, "*.xml", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Select(p => Path.ChangeExtension(Path.GetRelativePath(root, p), null).Replace('\\', '/')).ToList();
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static (VocImage? Image, List<VocFault> Faults) One(string root, string name)
    {
        var faults = new List<VocFault>();
        var labels = Path.GetFullPath(Path.Combine(root, name + ".xml"));
        if (!labels.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            faults.Add(new VocFault(VocFaultKind.OutsideFolder, name, $"this name leads out of {root}"));
            return (null, faults);
        }
        if (!File.Exists(labels) && Path.Combine(root, "Annotations", name + ".xml") is var classic && File.Exists(classic)) labels = classic;
        try
        {
            if (!File.Exists(labels)) faults.Add(new VocFault(VocFaultKind.Missing, labels, "the label file is not there"));
            else if (new FileInfo(labels).Length > VocLimits.Characters) faults.Add(new VocFault(VocFaultKind.TooMany, labels, $"more than {VocLimits.Characters} bytes of labels"));
            else if (VocXml.Read(File.ReadAllText(labels), labels, picture => Find(labels, picture), faults) is { } image)
                return (Checked(image, labels, faults) ? image : null, faults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(new VocFault(VocFaultKind.Missing, labels, e.Message));
        }
        return (null, faults);
    }

    /// <summary>The picture beside its labels, by the name they give or by their own; only the name counts, not the path of the machine they were made on.</summary>
    private static string Find(string labels, string fileName)
    {
        var folder = Path.GetDirectoryName(labels)!;
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        string[] folders = Path.GetFileName(folder) == "Annotations" ? [folder, Path.Combine(folder, "..", "JPEGImages")] : [folder];
        foreach (var place in folders)
        {
            if (name.Length > 0 && name is not ("." or "..") && File.Exists(Path.Combine(place, name))) return Path.GetFullPath(Path.Combine(place, name));
            foreach (var extension in Extensions)
                if (File.Exists(Path.Combine(place, Path.GetFileNameWithoutExtension(labels) + extension)))
                    return Path.GetFullPath(Path.Combine(place, Path.GetFileNameWithoutExtension(labels) + extension));
        }
        return Path.Combine(folder, name);
    }

    private static bool Checked(VocImage image, string labels, List<VocFault> faults)
    {
        if (!File.Exists(image.Path)) faults.Add(new VocFault(VocFaultKind.Missing, labels, $"its picture {Path.GetFileName(image.Path)} is not beside it"));
        else if (PictureSize.Of(image.Path) is not var (width, height)) faults.Add(new VocFault(VocFaultKind.Malformed, image.Path, "neither a JPEG nor a PNG"));
        else if ((width, height) != (image.Width, image.Height))
            faults.Add(new VocFault(VocFaultKind.WrongSize, labels, $"labels for {image.Width} × {image.Height} pixels, but {Path.GetFileName(image.Path)} has {width} × {height}"));
        else return true;
        return false;
    }
}
