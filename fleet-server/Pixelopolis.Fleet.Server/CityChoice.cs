using Pixelopolis.City;
using Pixelopolis.City.Lif;
using Pixelopolis.Fleet.Server.Options;
using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server;

/// <summary>Which city is run: the file that is given; else the one in the store; else the default city that comes with the server.</summary>
public static class CityChoice
{
    /// <summary>Beside the program.</summary>
    public static string DefaultFile => Path.Combine(AppContext.BaseDirectory, "cities", "pixelopolis.lif.json");

    /// <exception cref="StartFaultException">The map has faults: all of them are named.</exception>
    public static async Task<(CityMap Map, StoredMap Stored)> OpenAsync(ServerOptions options, IFleetStore store, CancellationToken stop)
    {
        var stored = options.City is null ? await store.MapAsync(stop) : null;
        var source = stored is not null ? $"the city in {store.Name}" : options.City ?? DefaultFile;
        var lif = stored?.Lif ?? await ReadAsync(source, stop);
        var reading = LifReader.Read(lif);
        if (reading.Map is not { } map) throw new StartFaultException($"{source} is no city that can be run:{Environment.NewLine}{reading.Report}");
        if (stored is not null) return (map, stored);
        stored = StoredMap.Of(map, lif);
        await store.PutMapAsync(stored, stop);
        return (map, stored);
    }

    private static async Task<string> ReadAsync(string path, CancellationToken stop)
    {
        try
        {
            return await File.ReadAllTextAsync(path, stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartFaultException($"{path} cannot be read: {e.Message}");
        }
    }
}

/// <summary>Why the server cannot start, for whoever started it.</summary>
public sealed class StartFaultException(string message, Exception? inner = null) : Exception(message, inner);
