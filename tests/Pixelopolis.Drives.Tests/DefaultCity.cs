using Pixelopolis.City;
using Pixelopolis.City.Lif;

namespace Pixelopolis.Drives.Tests;

/// <summary>The city that comes with the project.</summary>
internal static class DefaultCity
{
    public static string Root { get; } = FindRoot();

    public static CityMap Map { get; } = LifReader.Read(File.ReadAllText(Path.Combine(Root, "fleet-server", "cities", "pixelopolis.lif.json"))).Map!;

    public static Intersections Intersections { get; } = Intersections.Of(Map);

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Pixelopolis.sln"))) return folder;
        throw new InvalidOperationException("the tests run from within the repository");
    }
}
