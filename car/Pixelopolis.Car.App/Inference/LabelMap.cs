using System.Globalization;
using System.Text;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Inference;

/// <summary>
/// Which of our classes each of a detector's class numbers means; <see cref="ObjectClass.None"/> for those that are none of ours. Read
/// from the TensorFlow Object Detection API's label map (protobuf text, <c>item { id: 1 name: 'stop' }</c>) or from words separated by commas or
/// line ends, numbered from 1.
/// </summary>
public sealed class LabelMap
{
    public const string MetadataKey = "labels";
    private const int Highest = 65_535;
    private const long MostBytes = 1 << 20;

    /// <summary>Words of other data sets for what we know by another: COCO's.</summary>
    private static readonly Dictionary<string, ObjectClass> Others = new(StringComparer.Ordinal) { ["stop_sign"] = ObjectClass.Stop };

    private readonly ObjectClass[] _classes;

    private LabelMap(SortedDictionary<int, string> words)
    {
        Words = words;
        _classes = new ObjectClass[words.Count == 0 ? 0 : words.Keys.Max() + 1];
        foreach (var (id, word) in words) _classes[id] = ClassOf(word);
    }

    /// <summary>The words by number, ours and others.</summary>
    public IReadOnlyDictionary<int, string> Words { get; }

    /// <summary>How many of the words are ours.</summary>
    public int Known => _classes.Count(c => c != ObjectClass.None);

    public static string PathFor(string model) => Path.ChangeExtension(model, ".labels.pbtxt");

    /// <summary>Allocates nothing.</summary>
    public ObjectClass Of(int id) => (uint)id < (uint)_classes.Length ? _classes[id] : ObjectClass.None;

    /// <summary>The label map beside a model, or in its metadata.</summary>
    public static (LabelMap? Labels, DetectorFault? Fault) For(string model, IReadOnlyDictionary<string, string> metadata)
    {
        var path = PathFor(model);
        try
        {
            var file = new FileInfo(path);
            if (file.Exists)
                return file.Length > MostBytes ? Bad(path, $"{file.Length} bytes; a label map has at most {MostBytes}")
                    : Parse(File.ReadAllText(path), out var wrong) is { } read ? (read, null) : Bad(path, wrong!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Bad(path, e.Message);
        }
        if (!metadata.TryGetValue(MetadataKey, out var text))
            return (null, new DetectorFault(DetectorFaultKind.NoLabels, $"it has no label map: expected {path}, or the metadata '{MetadataKey}' in the model"));
        return Parse(text, out var fault) is { } labels ? (labels, null) : Bad($"metadata '{MetadataKey}'", fault!);

        static (LabelMap?, DetectorFault?) Bad(string where, string why) => (null, new DetectorFault(DetectorFaultKind.BadLabels, $"{where}: {why}"));
    }

    /// <returns>Null with what is wrong.</returns>
    public static LabelMap? Parse(string text, out string? fault)
    {
        var words = new SortedDictionary<int, string>();
        fault = text.Contains('{', StringComparison.Ordinal) ? Items(text, words) : List(text, words);
        if (fault is null && words.Count == 0) fault = "it names no class";
        var map = fault is null ? new LabelMap(words) : null;
        if (map is null || map.Known > 0) return map;
        fault = $"none of its {words.Count} classes ({string.Join(", ", words.Values.Take(5))}…) is one the car knows ({string.Join(", ", ObjectClasses.All.Take(5).Select(ObjectClasses.Word))}…)";
        return null;
    }

    private static ObjectClass ClassOf(string word)
    {
        var plain = word.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        return ObjectClasses.Of(plain) is var ours and not ObjectClass.None ? ours : Others.GetValueOrDefault(plain);
    }

    private static string? List(string text, SortedDictionary<int, string> words)
    {
        var all = text.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < all.Length && i < Highest; i++) words[i + 1] = all[i];
        return null;
    }

    private static string? Items(string text, SortedDictionary<int, string> words)
    {
        var tokens = Tokens(text).ToArray();
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] != "item") return $"expected 'item {{', found '{tokens[i]}'";
            if (++i >= tokens.Length || tokens[i] != "{") return "expected '{' after 'item'";
            var (id, name, display) = (0, "", "");
            for (i++; i < tokens.Length && tokens[i] != "}"; i += 2)
            {
                if (i + 1 >= tokens.Length || tokens[i + 1] is "{" or "}") return $"'{tokens[i]}' has no value";
                if (tokens[i] == "id" && !int.TryParse(tokens[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out id)) return $"id is '{tokens[i + 1]}': a whole number from 1 to {Highest}";
                if (tokens[i] == "name") name = tokens[i + 1];
                if (tokens[i] == "display_name") display = tokens[i + 1];
            }
            if (i >= tokens.Length) return "the last item is not closed";
            if (id is < 1 or > Highest) return $"an item has the id {id}: from 1 to {Highest}";
            if (!words.TryAdd(id, ClassOf(name) == ObjectClass.None && display.Length > 0 ? display : name)) return $"two items have the id {id}";
        }
        return null;
    }

    /// <summary>Words, braces and what stands in quotes; colons, commas and comments fall away.</summary>
    private static IEnumerable<string> Tokens(string text)
    {
        var word = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsLetterOrDigit(c) || c is '_' or '-' or '.')
            {
                word.Append(c);
                continue;
            }
            if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
            if (c is '{' or '}') yield return c.ToString();
            else if (c == '#') while (i + 1 < text.Length && text[i + 1] != '\n') i++;
            else if (c is '\'' or '"')
            {
                var end = text.IndexOf(c, i + 1);
                if (end < 0) end = text.Length;
                yield return text[(i + 1)..end];
                i = end;
            }
        }
        if (word.Length > 0) yield return word.ToString();
    }
}
