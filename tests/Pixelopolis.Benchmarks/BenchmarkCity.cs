using Pixelopolis.City;
using Pixelopolis.City.Lif;

namespace Pixelopolis.Benchmarks;

/// <summary>The default city, found from wherever the benchmarks run.</summary>
internal static class BenchmarkCity
{
    public static string Root { get; } = FindRoot();

    public static CityMap Map { get; } = LifReader.Read(File.ReadAllText(Path.Combine(Root, "fleet-server", "cities", "pixelopolis.lif.json"))).Map!;

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Pixelopolis.sln"))) return folder;
        throw new InvalidOperationException("the benchmarks run from within the repository");
    }
}
