using System.Text.RegularExpressions;

namespace Pixelopolis.Datasets.Voc;

/// <summary>
/// Writes a folder that <see cref="VocFolder"/> reads: <c>train/000000.jpg</c> and <c>train/000000.xml</c>, and the lists when all is there.
/// What was interrupted has no lists.
/// </summary>
public sealed partial class VocFolderWriter
{
    private static readonly string[] Folders = ["train", "val", "test"];
    private readonly string _root;
    private readonly List<string>[] _names = [[], [], []];

    private VocFolderWriter(string root) => _root = root;

    /// <returns>A writer, or what stands in the way: a data set is never written over.</returns>
    public static (VocFolderWriter? Writer, VocFault? Fault) Create(string root)
    {
        root = Path.GetFullPath(root);
        try
        {
            if (File.Exists(root) || (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any()))
                return (null, new VocFault(VocFaultKind.Overlap, root, "it is not empty; name a new folder, or delete this one"));
            Directory.CreateDirectory(root);
            return (new VocFolderWriter(root), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new VocFault(VocFaultKind.Missing, root, e.Message));
        }
    }

    /// <summary>Begins anew where an earlier writer was: what it made is deleted, and nothing is that anybody else put there.</summary>
    /// <returns>A writer, or what stands in the way.</returns>
    public static (VocFolderWriter? Writer, VocFault? Fault) Renew(string root)
    {
        root = Path.GetFullPath(root);
        try
        {
            if (Directory.Exists(root))
            {
                if (Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories).FirstOrDefault(entry => !IsOurs(root, entry)) is { } other)
                    return (null, new VocFault(VocFaultKind.Overlap, root, $"{Path.GetRelativePath(root, other)} in it is not ours to delete; name another --out"));
                Directory.Delete(root, recursive: true);
            }
            return Create(root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new VocFault(VocFaultKind.Missing, root, e.Message));
        }
    }

    public int Count(VocSplit split) => _names[(int)split].Count;

    /// <summary>The next picture of a split: its file's bytes, its pixels across and down, and what it shows.</summary>
    public void Add(VocSplit split, ReadOnlySpan<byte> picture, int width, int height, IReadOnlyList<VocObject> objects, string extension = ".jpg")
    {
        var names = _names[(int)split];
        if (names.Count == 0) Directory.CreateDirectory(Path.Combine(_root, Folders[(int)split]));
        var name = FormattableString.Invariant($"{Folders[(int)split]}/{names.Count:000000}");
        names.Add(name);
        var path = Path.Combine(_root, name + extension);
        File.WriteAllBytes(path, picture);
        File.WriteAllText(Path.ChangeExtension(path, ".xml"), VocXml.Write(new VocImage(path, width, height, objects)));
    }

    /// <summary>Writes the lists of the splits that have pictures.</summary>
    public void Finish()
    {
        foreach (var split in Enum.GetValues<VocSplit>())
        {
            if (Count(split) == 0) continue;
            var path = VocLists.PathOf(_root, split);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllLines(path, _names[(int)split]);
        }
    }

    private static bool IsOurs(string root, string entry) => OurNames().IsMatch(Path.GetRelativePath(root, entry).Replace('\\', '/'));

    [GeneratedRegex(@"^((train|val|test)(/[0-9]{6,}\.(jpg|png|xml))?|ImageSets(/Main(/(train|val|test)\.txt)?)?)$")]
    private static partial Regex OurNames();
}
