using System.Diagnostics.Metrics;

namespace Pixelopolis.Fleet.Server;

/// <summary>What <c>/metrics</c> counts, besides what ASP.NET Core counts itself.</summary>
public sealed class ServerMetrics : IDisposable
{
    public const string MeterName = "Pixelopolis.Fleet.Server";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _received, _malformed, _refused, _published, _dropped, _bookings, _events, _failures;

    public ServerMetrics()
    {
        _received = _meter.CreateCounter<long>("pixelopolis.mqtt.received", description: "VDA 5050 messages taken in, by topic");
        _malformed = _meter.CreateCounter<long>("pixelopolis.mqtt.malformed", description: "MQTT payloads that are not what their topic says, by topic and fault");
        _refused = _meter.CreateCounter<long>("pixelopolis.mqtt.refused", description: "MQTT connections, packets, publications and subscriptions refused, by reason");
        _published = _meter.CreateCounter<long>("pixelopolis.mqtt.published", description: "VDA 5050 messages sent to cars, by topic; again: those sent once more");
        _dropped = _meter.CreateCounter<long>("pixelopolis.dropped", description: "Things given up because their reader was too slow, by what");
        _bookings = _meter.CreateCounter<long>("pixelopolis.bookings", description: "Bookings that came to a state, by state");
        _events = _meter.CreateCounter<long>("pixelopolis.fleet.events", description: "Events the fleet was told, by kind");
        _failures = _meter.CreateCounter<long>("pixelopolis.failures", description: "Exceptions caught at an edge, by where");
    }

    public void Received(string topic) => _received.Add(1, new KeyValuePair<string, object?>("topic", topic));
    public void Malformed(string topic, string fault) => _malformed.Add(1, new("topic", topic), new("fault", fault));
    public void MqttRefused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));
    public void Published(string topic, bool again) => _published.Add(1, new("topic", topic), new("again", again ? "true" : "false"));
    public void Dropped(string what) => _dropped.Add(1, new KeyValuePair<string, object?>("what", what));
    public void BookingCame(string state) => _bookings.Add(1, new KeyValuePair<string, object?>("state", state));
    public void FleetTold(string kind) => _events.Add(1, new KeyValuePair<string, object?>("kind", kind));
    public void Failed(string where) => _failures.Add(1, new KeyValuePair<string, object?>("where", where));

    /// <summary>A number that is read when somebody asks.</summary>
    public void Watch(string name, string description, Func<double> read) => _meter.CreateObservableGauge(name, read, description: description);

    public void Watch(string name, string description, Func<IEnumerable<Measurement<double>>> read) => _meter.CreateObservableGauge(name, read, description: description);

    public void Dispose() => _meter.Dispose();
}
