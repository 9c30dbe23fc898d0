using System.Buffers;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Pixelopolis.Car.App.Driving;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.App.FleetLink;

/// <summary>
/// The car's MQTT client: connects with its last will (CONNECTIONBROKEN), says ONLINE, hears orders and instant actions, stamps and
/// publishes by the one table of topics. One caller at a time; mail is heard on the client's own thread.
/// </summary>
internal sealed class FleetConnection : IAsyncDisposable
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly MqttClientOptions _options;
    private readonly CarAddress _car;
    private readonly TimeProvider _time;
    private readonly Dictionary<VdaTopic, uint> _headerIds = [];
    private long _refused;

    public FleetConnection(MqttAddress broker, MqttCredentials? credentials, CarAddress car, Mailbox mailbox, TimeProvider time)
    {
        (_car, _time) = (car, time);
        var will = Topics.Rule(VdaTopic.Connection);
        var builder = new MqttClientOptionsBuilder()
            .WithTcpServer(broker.Host, broker.Port)
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithClientId($"{car.Manufacturer}-{car.SerialNumber}")
            .WithCleanSession()
            .WithKeepAlivePeriod(KeepAlive)
            .WithTimeout(Patience)
            .WithWillTopic(Topics.Of(car, VdaTopic.Connection))
            .WithWillPayload(VdaJson.Write(Connection(ConnectionState.ConnectionBroken).Stamped(0, time.GetUtcNow(), car)))
            .WithWillQualityOfServiceLevel((MqttQualityOfServiceLevel)will.QualityOfService)
            .WithWillRetain(will.Retain);
        if (credentials is not null) builder.WithCredentials(credentials.User, credentials.Password);
        if (broker.Tls) builder.WithTlsOptions(tls => tls.UseTls());
        _options = builder.Build();
        _client.ApplicationMessageReceivedAsync += message =>
        {
            var mail = MailReader.Read(message.ApplicationMessage.Topic, message.ApplicationMessage.Payload.ToArray(), car);
            if (mail is { } taken && !mailbox.Deliver(taken)) Interlocked.Increment(ref _refused);
            return Task.CompletedTask;
        };
    }

    public bool IsConnected => _client.IsConnected;

    /// <summary>Mail that did not fit in the box.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Connects, listens and says ONLINE.</summary>
    /// <returns>Why it could not; null when it did.</returns>
    public async Task<string?> Connect(CancellationToken stop)
    {
        try
        {
            var result = await _client.ConnectAsync(_options, stop);
            if (result.ResultCode != MqttClientConnectResultCode.Success) return $"the broker refuses: {result.ResultCode}";
            await _client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder()
                .WithTopicFilter(Topics.Of(_car, VdaTopic.Order), MqttQualityOfServiceLevel.AtMostOnce)
                .WithTopicFilter(Topics.Of(_car, VdaTopic.InstantActions), MqttQualityOfServiceLevel.AtMostOnce).Build(), stop);
            return await Publish(VdaTopic.Connection, Connection(ConnectionState.Online), stop) ? null : "the broker took no message";
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            return (e.InnerException ?? e).Message;
        }
    }

    /// <returns>Whether it went out; a lost line is found again by whoever connects.</returns>
    public async Task<bool> Publish(VdaTopic topic, VdaMessage message, CancellationToken stop)
    {
        if (!_client.IsConnected) return false;
        var (rule, id) = (Topics.Rule(topic), _headerIds.GetValueOrDefault(topic));
        try
        {
            await _client.PublishAsync(new MqttApplicationMessageBuilder()
                .WithTopic(Topics.Of(_car, topic))
                .WithPayload(VdaJson.Write(message.Stamped(id, _time.GetUtcNow(), _car)))
                .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)rule.QualityOfService)
                .WithRetainFlag(rule.Retain).Build(), stop);
            _headerIds[topic] = unchecked(id + 1);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Says OFFLINE and leaves in good order: no last will.</summary>
    public async Task Leave()
    {
        if (!_client.IsConnected) return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await Publish(VdaTopic.Connection, Connection(ConnectionState.Offline), patience.Token);
            await _client.DisconnectAsync(new MqttClientDisconnectOptions(), patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or MQTTnet.Exceptions.MqttCommunicationException)
        {
            // The broker has gone first: its last will says the rest.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Leave();
        _client.Dispose();
    }

    private static ConnectionMessage Connection(ConnectionState state) => new() { ConnectionState = state };
}
