namespace Pixelopolis.Fleet.Server.Options;

/// <summary>How much one caller, and all together, may ask for.</summary>
public sealed record ServerLimits
{
    /// <summary>Bytes of an HTTP request's body.</summary>
    public int RequestBody { get; init; } = 16 * 1024;

    /// <summary>Asked under one device's name in a minute.</summary>
    public int BookingsPerMinute { get; init; } = 12;

    /// <summary>Asked with one station's pass in a minute, whatever devices it names.</summary>
    public int BookingsPerPass { get; init; } = 60;

    /// <summary>Asked from one address without a pass in a minute: a whole city may be simulated on one machine.</summary>
    public int BookingsPerAddress { get; init; } = 240;

    /// <summary>Characters of a device id or a stationId.</summary>
    public int NameLength { get; init; } = 100;

    /// <summary>Listeners to server-sent events at once, all together.</summary>
    public int EventListeners { get; init; } = 256;

    /// <summary>Viewers of cars' pictures at once, all together.</summary>
    public int StreamViewers { get; init; } = 64;

    /// <summary>Bytes of one picture.</summary>
    public int Frame { get; init; } = 2 * 1024 * 1024;

    /// <summary>MQTT clients at once.</summary>
    public int MqttClients { get; init; } = 256;

    /// <summary>Bytes of one MQTT packet.</summary>
    public int MqttPacket { get; init; } = Contracts.Vda5050.VdaLimits.MaxPayload + 1024;

    /// <summary>What happened and has not been dealt with yet; beyond it, cars' messages are dropped and counted.</summary>
    public int Backlog { get; init; } = 4096;

    public IEnumerable<string> Faults()
    {
        foreach (var (name, value) in new[]
        {
            (nameof(RequestBody), RequestBody), (nameof(BookingsPerMinute), BookingsPerMinute), (nameof(BookingsPerPass), BookingsPerPass), (nameof(BookingsPerAddress), BookingsPerAddress),
            (nameof(NameLength), NameLength), (nameof(EventListeners), EventListeners),
            (nameof(StreamViewers), StreamViewers), (nameof(Frame), Frame), (nameof(MqttClients), MqttClients), (nameof(MqttPacket), MqttPacket), (nameof(Backlog), Backlog),
        })
            if (value < 1) yield return $"limit {name} is {value}: it must be at least 1";
    }
}
