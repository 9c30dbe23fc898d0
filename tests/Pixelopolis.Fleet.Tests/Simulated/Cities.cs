using Pixelopolis.City;
using Pixelopolis.City.Lif;

namespace Pixelopolis.Fleet.Tests.Simulated;

/// <summary>The city that comes with the project.</summary>
internal static class Cities
{
    public static CityMap Default { get; } = Load();

    private static CityMap Load()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "fleet-server", "cities", "pixelopolis.lif.json");
            if (File.Exists(file)) return LifReader.Read(File.ReadAllText(file)).Map!;
        }
        throw new FileNotFoundException("fleet-server/cities/pixelopolis.lif.json is in no folder above the tests");
    }
}
