using System.Net;
using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server.Options;

/// <summary>How the server is run. A record that <see cref="Faults"/> finds nothing wrong with can be used.</summary>
public sealed record ServerOptions
{
    /// <summary>The city's LIF file; without one, the city in the store, and without that the default city.</summary>
    public string? City { get; init; }

    /// <summary>Where HTTP and MQTT listen. Loopback is open to whoever is on this machine; beyond it, credentials are needed.</summary>
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary>HTTP; 0: one that is free.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>MQTT; 0: one that is free.</summary>
    public int MqttPort { get; init; } = 1883;

    /// <summary>Credentials are needed on loopback too.</summary>
    public bool Secure { get; init; }

    /// <summary>Where the database and the secrets are kept.</summary>
    public string Data { get; init; } = DefaultData;

    /// <summary>An MQTT broker elsewhere (<c>mqtt://user:password@host:1883</c>) instead of the embedded one.</summary>
    public string? Broker { get; init; }

    /// <summary><c>mongodb://…</c> instead of the SQLite file in <see cref="Data"/>.</summary>
    public string? Store { get; init; }

    /// <summary>What an operator signs in with; random for each start unless given.</summary>
    public string? OperatorToken { get; init; }

    /// <summary>Further names this server is called by in a browser's address line (behind a proxy or a forwarded port); with one, credentials are needed on loopback too.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public ServerLimits Limits { get; init; } = new();

    public FleetOptions Fleet { get; init; } = new();

    public IPAddress Address => IPAddress.Parse(Bind);

    /// <summary>Nobody is asked who they are: only on loopback, and only without <c>--secure</c> and <c>--host</c>, which brings callers from elsewhere.</summary>
    public bool Open => IPAddress.IsLoopback(Address) && !Secure && Hosts.Count == 0;

    public static string DefaultData
    {
        get
        {
            var root = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return Path.Combine(root.Length > 0 ? root : AppContext.BaseDirectory, "pixelopolis");
        }
    }

    /// <summary>Every option that cannot be used: its name, its value and what would be right.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (City is not null && !File.Exists(City)) faults.Add($"--city {City}: there is no such file; it must be a LIF map");
        if (!IPAddress.TryParse(Bind, out _)) faults.Add($"--bind {Bind}: must be an IP address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them");
        if (Port is < 0 or > 65535) faults.Add($"--port {Port}: must be from 0 to 65535");
        if (MqttPort is < 0 or > 65535) faults.Add($"--mqtt-port {MqttPort}: must be from 0 to 65535");
        if (Port != 0 && Port == MqttPort && Broker is null) faults.Add($"--mqtt-port {MqttPort}: must not be the same as --port");
        if (Broker is not null && BrokerAddress.Of(Broker) is null) faults.Add("--broker: must be an address such as mqtt://user:password@host:1883 or mqtts://host");
        if (StoreChoice.FaultOf(Store) is { } store) faults.Add($"{StoreChoice.Variable}: {store}");
        if (OperatorToken is { Length: < 16 or > 256 }) faults.Add($"the operator token has {OperatorToken.Length} characters: it must have from 16 to 256");
        faults.AddRange(Limits.Faults());
        faults.AddRange(Fleet.Faults());
        return faults;
    }
}
