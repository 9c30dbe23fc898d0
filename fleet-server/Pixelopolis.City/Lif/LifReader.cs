using System.Text.Json;
using Pixelopolis.City.Checking;
using static Pixelopolis.City.Checking.MapFaultKind;

namespace Pixelopolis.City.Lif;

/// <summary>What became of reading a map: the map, or everything that is wrong with it.</summary>
public sealed record LifReading(CityMap? Map, IReadOnlyList<MapFault> Faults)
{
    /// <summary>One line for each fault.</summary>
    public string Report => string.Join(Environment.NewLine, Faults);
}

/// <summary>Reads LIF 1.0.0 (VDMA Layout Interchange Format) with the Pixelopolis extension; unknown fields are passed over.</summary>
public static class LifReader
{
    /// <param name="layoutId">Which layout of the file; may be left out where the file has only one.</param>
    /// <returns>The checked map, or all faults by name; never throws for bad input.</returns>
    public static LifReading Read(string json, string? layoutId = null)
    {
        var faults = new FaultList();
        var map = Read(json, layoutId, faults);
        return new LifReading(map, faults.All);
    }

    private static CityMap? Read(string json, string? layoutId, FaultList faults)
    {
        if (json.Length > MapLimits.FileCharacters)
        {
            faults.Add(FileTooLarge, "the file", $"{json.Length} characters; at most {MapLimits.FileCharacters} are read");
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(json.AsMemory().TrimStart('\uFEFF'));
            var root = new LifElement(document.RootElement, "", faults);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                faults.Add(FieldWrongType, "the file", $"a LIF file is one JSON object");
                return null;
            }
            if (!VersionIsRead(root, faults)) return null;
            return Layout(root, layoutId, faults) is { } layout ? MapChecker.Check(LifLayout.Read(layout, faults), faults) : null;
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $"line {line + 1}, byte {e.BytePositionInLine + 1}" : "the file";
            faults.Add(NotJson, place, $"{e.Message}");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException && e.Message.Contains("UTF", StringComparison.Ordinal))
        {
            // Half a surrogate pair in a string, which the parser lets through and only reading the string finds.
            faults.Add(NotJson, "the file", $"{e.Message}");
            return null;
        }
    }

    private static bool VersionIsRead(LifElement root, FaultList faults)
    {
        var version = root.Object("metaInformation")?.OptionalText("lifVersion");
        if (root.Has("origins") || version?.StartsWith("2.", StringComparison.Ordinal) == true)
            faults.Add(LifVersionUnsupported, "metaInformation.lifVersion",
                $"this is a LIF {version ?? "2.x"} file (it wraps its layouts in origins[]); LIF 1.0.0 is read: export it as 1.0.0");
        else if (version is null)
            faults.Add(FieldMissing, "metaInformation", $"it has no lifVersion, which LIF asks for (1.0.0)");
        else if (!version.StartsWith("1.", StringComparison.Ordinal))
            faults.Add(LifVersionUnsupported, "metaInformation.lifVersion", $"LIF {version} is not read; 1.0.0 is");
        return !faults.Has(LifVersionUnsupported);
    }

    private static LifElement? Layout(LifElement root, string? layoutId, FaultList faults)
    {
        var layouts = root.Objects("layouts", MapLimits.Layouts, required: true);
        var named = layoutId is null ? layouts : layouts.FindAll(l => l.OptionalText("layoutId") == layoutId);
        var ids = string.Join(", ", layouts.Select(l => l.OptionalText("layoutId") ?? "(without id)"));
        if (named.Count == 1) return named[0];
        if (named.Count > 1) faults.Add(LayoutAmbiguous, "layouts", $"it has {layouts.Count} layouts ({ids}): say which one by its id");
        else faults.Add(LayoutMissing, "layouts", layoutId is null ? (FormattableString)$"it has no layout" : $"layout {layoutId} is not among them ({ids})");
        return null;
    }
}
