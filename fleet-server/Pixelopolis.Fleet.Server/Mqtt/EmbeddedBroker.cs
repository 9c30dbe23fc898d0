using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using MQTTnet.AspNetCore;
using MQTTnet.Protocol;
using MQTTnet.Server;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Server.Access;
using Pixelopolis.Fleet.Server.Options;

namespace Pixelopolis.Fleet.Server.Mqtt;

/// <summary>
/// The broker inside the server, on a port of Kestrel's. When credentials are needed a car signs in with its serial number and its own password,
/// and may write and read its own topics only; what it may do is the table of topics, read from the car's side.
/// </summary>
public sealed class EmbeddedBroker : IAsyncDisposable
{
    /// <summary>How the server signs in to its own broker.</summary>
    public const string ServerUser = "fleet-server";

    private readonly ServerOptions _options;
    private readonly Secrets _secrets;
    private readonly ServerMetrics _metrics;
    private readonly ILogger _log;
    private readonly MqttConnectionHandler _handler = new();
    private readonly MqttServer _broker;
    private int _clients;

    public EmbeddedBroker(ServerOptions options, Secrets secrets, ServerMetrics metrics, ILoggerFactory logs)
    {
        (_options, _secrets, _metrics, _log) = (options, secrets, metrics, logs.CreateLogger("Pixelopolis.Mqtt.Broker"));
        var factory = new MqttServerFactory();
        var settings = factory.CreateServerOptionsBuilder().WithoutDefaultEndpoint().WithMaxPendingMessagesPerClient(1000).Build();
        _broker = factory.CreateMqttServer(settings, [_handler]);
        _broker.ValidatingConnectionAsync += ValidateAsync;
        _broker.InterceptingPublishAsync += InterceptPublishAsync;
        _broker.InterceptingSubscriptionAsync += InterceptSubscriptionAsync;
        _broker.ClientDisconnectedAsync += _ => { Interlocked.Decrement(ref _clients); return Task.CompletedTask; };
        _broker.ClientConnectedAsync += _ => { Interlocked.Increment(ref _clients); return Task.CompletedTask; };
    }

    /// <summary>The password of <see cref="ServerUser"/>; new for each start, known to nobody else.</summary>
    public string ServerPassword { get; } = Secrets.NewToken();

    public int Clients => Volatile.Read(ref _clients);

    /// <summary>Before Kestrel begins to listen.</summary>
    public Task StartAsync() => _broker.StartAsync();

    /// <summary>Serves MQTT on one of Kestrel's ports.</summary>
    public void Listen(ListenOptions listen) => listen.Use(_ => async connection =>
    {
        connection.Transport = new LimitedPipe(new PacketLimit(connection.Transport.Input, _options.Limits.MqttPacket, () => _metrics.MqttRefused("packet too large")), connection.Transport.Output);
        // MQTT has no last words for a client, and Kestrel would wait for it to go.
        var closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        await using var abort = closing.Register(() => connection.Abort(new ConnectionAbortedException("the server ends")));
        await _handler.OnConnectedAsync(connection);
    });

    public async ValueTask DisposeAsync()
    {
        if (_broker.IsStarted) await _broker.StopAsync(new MqttServerStopOptions());
        _broker.Dispose();
        _handler.Dispose();
    }

    private Task ValidateAsync(ValidatingConnectionEventArgs connection)
    {
        var reason = Clients >= _options.Limits.MqttClients ? MqttConnectReasonCode.ServerBusy
            : MayConnect(connection.UserName, connection.Password) ? MqttConnectReasonCode.Success
            : MqttConnectReasonCode.BadUserNameOrPassword;
        connection.ReasonCode = reason;
        if (reason == MqttConnectReasonCode.Success) return Task.CompletedTask;
        _metrics.MqttRefused(reason.ToString());
        _log.LogWarning("MQTT client {Client} at {Address} was refused: {Reason}", connection.ClientId, connection.RemoteEndPoint, reason);
        return Task.CompletedTask;
    }

    private bool MayConnect(string? user, string? password) => user switch
    {
        ServerUser => Secrets.Same(password, ServerPassword),
        _ when _options.Open => true,
        { Length: > 0 } when Topics.IsLevel(user) => Secrets.Same(password, _secrets.CarPassword(user)),
        _ => false,
    };

    private Task InterceptPublishAsync(InterceptingPublishEventArgs publish)
    {
        if (publish.UserName == ServerUser || _options.Open) return Task.CompletedTask;
        publish.ProcessPublish = Topics.TryParse(publish.ApplicationMessage.Topic, out var car, out var topic)
            && IsSelf(car, publish.UserName) && Topics.Rule(topic).Source == TopicSource.Car;
        if (!publish.ProcessPublish) Refuse(publish.UserName, "publish to", publish.ApplicationMessage.Topic);
        return Task.CompletedTask;
    }

    private Task InterceptSubscriptionAsync(InterceptingSubscriptionEventArgs subscription)
    {
        if (subscription.UserName == ServerUser || _options.Open) return Task.CompletedTask;
        subscription.ProcessSubscription = Topics.TryParse(subscription.TopicFilter.Topic, out var car, out _) && IsSelf(car, subscription.UserName);
        if (subscription.ProcessSubscription) return Task.CompletedTask;
        subscription.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        Refuse(subscription.UserName, "subscribe to", subscription.TopicFilter.Topic);
        return Task.CompletedTask;
    }

    private static bool IsSelf(CarAddress car, string? user) => car.Manufacturer == Topics.Manufacturer && car.SerialNumber == user;

    private void Refuse(string? user, string act, string topic)
    {
        _metrics.MqttRefused("not its own topic");
        _log.LogWarning("MQTT user {User} may not {Act} {Topic}", user, act, topic);
    }
}
