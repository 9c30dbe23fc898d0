using Pixelopolis.City;

namespace Pixelopolis.Lab.City;

/// <summary>How the simulated city is run.</summary>
internal sealed record CityOptions
{
    public required CityMap Map { get; init; }
    public required string CityFile { get; init; }
    public int Cars { get; init; } = 3;
    public int Port { get; init; } = 8080;
    public int MqttPort { get; init; } = 1883;
    public ulong Seed { get; init; } = 1;
    public bool Secure { get; init; }

    /// <summary>The world's look: null is the showroom.</summary>
    public ulong? Look { get; init; }

    /// <summary>The server's database and every program's log.</summary>
    public required string Data { get; init; }
    public required string Model { get; init; }

    /// <summary>Null: the cars drive without.</summary>
    public string? Detector { get; init; }

    public IEnumerable<string> Faults()
    {
        if (Cars is < 1 or > 8) yield return $"--cars is {Cars}: from 1 to 8";
        if (Port is < 1 or > 65535) yield return $"--port is {Port}: from 1 to 65535";
        if (MqttPort is < 1 or > 65535) yield return $"--mqtt-port is {MqttPort}: from 1 to 65535";
        if (Port == MqttPort) yield return $"--mqtt-port is {MqttPort}: it must not be the same as --port";
        var places = Map.Stations.Select(s => s.NodeId).Distinct().Count();
        if (Pixelopolis.Sim.Rendering.CityScene.Fault(Map) is { } tooLarge) yield return tooLarge;
        if (Cars > places) yield return $"--cars is {Cars}: {Map.Id} has {places} places to start from";
    }
}
