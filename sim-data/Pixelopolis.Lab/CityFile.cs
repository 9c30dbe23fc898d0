using Pixelopolis.City;
using Pixelopolis.City.Lif;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Lab;

/// <summary>Reads a city map for a verb: the map, or the words to say and stop with.</summary>
internal static class CityFile
{
    /// <summary>For verbs that draw the city.</summary>
    /// <exception cref="LabException">It cannot be read, or is too large to draw.</exception>
    public static CityMap ReadToDraw(string path)
    {
        var (map, problem) = Read(path);
        if (map is null) throw new LabException(problem!);
        return CityScene.Fault(map) is { } fault ? throw new LabException($"--city {path}: {fault}") : map;
    }

    public static (CityMap? Map, string? Problem) Read(string path)
    {
        string json;
        try
        {
            json = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"--city {path}: {e.Message}");
        }
        var read = LifReader.Read(json);
        if (read.Map is { } map) return (map, null);
        return (null, $"--city {path}: the map has {read.Faults.Count} fault(s):{Environment.NewLine}"
            + string.Join(Environment.NewLine, read.Faults.Select(f => $"  {f}")) + $"{Environment.NewLine}Try './pixelopolis map check {path}'.");
    }
}
