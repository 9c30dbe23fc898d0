using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Server.Options;

namespace Pixelopolis.Fleet.Server.Mqtt;

/// <summary>
/// The server's line to the broker, embedded or elsewhere: subscribes what cars write, sends them orders and actions by the table of topics, and
/// connects again by itself. What is to be sent while the line is down is dropped: orders are sent again until a state shows them.
/// </summary>
public sealed class FleetLink : IAsyncDisposable
{
    private const int OutboxSize = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private BrokerAddress _broker = new("", 0);
    private readonly ServerMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Channel<(CarAddress Car, VdaTopic Topic, VdaMessage Message, bool Again)> _outbox;
    private readonly Dictionary<(CarAddress, VdaTopic), uint> _sent = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public FleetLink(ServerMetrics metrics, TimeProvider time, ILogger<FleetLink> log)
    {
        (_metrics, _time, _log) = (metrics, time, log);
        _outbox = Channel.CreateBounded<(CarAddress, VdaTopic, VdaMessage, bool)>(
            new BoundedChannelOptions(OutboxSize) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => metrics.Dropped("outgoing message"));
    }

    public bool Connected => _client.IsConnected;

    /// <summary>Begins, and comes back when the first connection stands; <paramref name="received"/> is called for each message, one at a time.</summary>
    public Task StartAsync(BrokerAddress broker, Action<MqttApplicationMessage> received)
    {
        _broker = broker;
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _client.ApplicationMessageReceivedAsync += message =>
        {
            received(message.ApplicationMessage);
            return Task.CompletedTask;
        };
        _running = Task.WhenAll(StayConnectedAsync(first), SendAsync());
        return first.Task;
    }

    /// <summary>Puts a message in the queue; it is stamped when it is sent.</summary>
    public void Send(string serial, VdaTopic topic, VdaMessage message, bool again) => _outbox.Writer.TryWrite((Topics.Car(serial), topic, message, again));

    /// <summary>Hangs up. May be called again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        _outbox.Writer.TryComplete();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
        }
        if (_client.IsConnected) await _client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None);
        _client.Dispose();
    }

    private async Task StayConnectedAsync(TaskCompletionSource first)
    {
        var retry = FirstRetry;
        while (!_stop.IsCancellationRequested)
        {
            var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Task OnLost(MqttClientDisconnectedEventArgs _) { lost.TrySetResult(); return Task.CompletedTask; }
            _client.DisconnectedAsync += OnLost;
            try
            {
                await _client.ConnectAsync(Settings(), _stop.Token);
                await _client.SubscribeAsync(Subscriptions(), _stop.Token);
                retry = FirstRetry;
                first.TrySetResult();
                await lost.Task.WaitAsync(_stop.Token);
                _log.LogWarning("the line to {Broker} is lost; connecting again", _broker);
            }
            catch (Exception e) when (e is not OperationCanceledException || !_stop.IsCancellationRequested)
            {
                _metrics.Failed("mqtt connect");
                _log.LogWarning("{Broker} cannot be reached ({Reason}); trying again in {Seconds:0.0} s", _broker, e.Message, retry.TotalSeconds);
                await Task.Delay(retry, _time, _stop.Token);
                retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry;
            }
            finally
            {
                _client.DisconnectedAsync -= OnLost;
            }
        }
    }

    private async Task SendAsync()
    {
        await foreach (var (car, topic, message, again) in _outbox.Reader.ReadAllAsync(_stop.Token))
        {
            if (!_client.IsConnected)
            {
                _metrics.Dropped("outgoing message");
                continue;
            }
            try
            {
                var rule = Topics.Rule(topic);
                var number = _sent.GetValueOrDefault((car, topic));
                _sent[(car, topic)] = unchecked(number + 1);
                await _client.PublishAsync(new MqttApplicationMessageBuilder()
                    .WithTopic(Topics.Of(car, topic))
                    .WithPayload(VdaJson.Write(message.Stamped(number, _time.GetUtcNow(), car)))
                    .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)rule.QualityOfService)
                    .WithRetainFlag(rule.Retain)
                    .Build(), _stop.Token);
                _metrics.Published(rule.Name, again);
            }
            catch (Exception e) when (e is not OperationCanceledException || !_stop.IsCancellationRequested)
            {
                _metrics.Failed("mqtt publish");
                _log.LogWarning("a message to {Car} could not be sent: {Reason}", car, e.Message);
            }
        }
    }

    private MqttClientOptions Settings()
    {
        var settings = new MqttClientOptionsBuilder().WithTcpServer(_broker.Host, _broker.Port).WithProtocolVersion(MqttProtocolVersion.V311)
            .WithClientId($"pixelopolis-fleet-{Environment.ProcessId}-{GetHashCode():x}").WithCleanSession().WithTimeout(Patience).WithKeepAlivePeriod(TimeSpan.FromSeconds(15));
        if (_broker.Tls) settings = settings.WithTlsOptions(tls => tls.UseTls());
        if (_broker.User is { } user) settings = settings.WithCredentials(user, _broker.Password ?? "");
        return settings.Build();
    }

    private static MqttClientSubscribeOptions Subscriptions()
    {
        var subscriptions = new MqttClientSubscribeOptionsBuilder();
        foreach (var rule in Topics.Table.Where(rule => rule.Source == TopicSource.Car))
            subscriptions = subscriptions.WithTopicFilter(Topics.Filter(rule.Topic), (MqttQualityOfServiceLevel)rule.QualityOfService);
        return subscriptions.Build();
    }
}
