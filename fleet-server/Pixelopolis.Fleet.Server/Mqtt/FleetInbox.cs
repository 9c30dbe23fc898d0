using System.Buffers;
using System.Collections.Concurrent;
using MQTTnet;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet.Server.Mqtt;

/// <summary>
/// Cars' payloads become what the fleet is told. Whatever cannot be read is counted, and logged the first time with its reason; nothing else happens.
/// </summary>
public sealed class FleetInbox(ServerMetrics metrics, ILogger<FleetInbox> log)
{
    private const int RemembersFaults = 1000;

    private readonly ConcurrentDictionary<(string Car, string Topic, VdaFault? Fault, string Path), byte> _named = new();

    /// <summary>A car's pose for displays, between two states.</summary>
    public event Action<string, VisualizationMessage>? Moved;

    /// <summary>The event that a message is, or null where it is none.</summary>
    public FleetEvent? Read(MqttApplicationMessage message)
    {
        if (!Topics.TryParse(message.Topic, out var car, out var topic) || Topics.Rule(topic).Source != TopicSource.Car)
            return Refuse(message.Topic, "unknown", null, "no topic of a car");
        if (car.Manufacturer != Topics.Manufacturer) return Refuse(car.ToString(), Topics.Rule(topic).Name, null, $"only cars made by {Topics.Manufacturer} are taken");
        var payload = message.Payload.IsSingleSegment ? message.Payload.First : message.Payload.ToArray();
        return topic switch
        {
            VdaTopic.State => Take(car, topic, VdaJson.ReadState(payload), state => new CarReported(car.SerialNumber, state)),
            VdaTopic.Connection => Take(car, topic, VdaJson.ReadConnection(payload), connection => new CarConnected(car.SerialNumber, connection.ConnectionState)),
            VdaTopic.Factsheet => Take(car, topic, VdaJson.ReadFactsheet(payload), factsheet => new CarDescribed(car.SerialNumber, factsheet)),
            _ => Take(car, topic, VdaJson.ReadVisualization(payload), Show),
        };

        FleetEvent? Show(VisualizationMessage shown)
        {
            Moved?.Invoke(car.SerialNumber, shown);
            return null;
        }
    }

    private FleetEvent? Take<T>(CarAddress car, VdaTopic topic, VdaRead<T> read, Func<T, FleetEvent?> tell) where T : VdaMessage
    {
        var name = Topics.Rule(topic).Name;
        if (read.Message is not { } message) return Refuse(car.ToString(), name, read.Error, read.Error!.Detail);
        if (message.SerialNumber != car.SerialNumber || message.Manufacturer != car.Manufacturer)
            return Refuse(car.ToString(), name, null, $"its header names {message.Manufacturer}/{message.SerialNumber}");
        metrics.Received(name);
        return tell(message);
    }

    private FleetEvent? Refuse(string car, string topic, VdaReadError? error, string detail)
    {
        metrics.Malformed(topic, error?.Fault.ToString() ?? "Address");
        if (_named.Count < RemembersFaults && _named.TryAdd((car, topic, error?.Fault, error?.Path ?? ""), 0))
            log.LogWarning("{Topic} of {Car} cannot be read: {Fault} at {Path}: {Detail} (counted from now on, not logged again)", topic, car, error?.Fault.ToString() ?? "Address", error?.Path ?? "topic", detail);
        return null;
    }
}
