using MQTTnet;
using MQTTnet.Protocol;
using Pixelopolis.City;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Server.Tests.Running;

/// <summary>
/// A point that drives by VDA 5050 over a real MQTT line. It moves only when a message comes: at once to the end of its base, telling each node it passes;
/// so a ride needs no clock.
/// </summary>
internal sealed class TestCar : IAsyncDisposable
{
    private readonly IMqttClient _line = new MqttClientFactory().CreateMqttClient();
    private readonly PointCar _car;
    private readonly CarAddress _address;
    private readonly SemaphoreSlim _turn = new(1);
    private bool _stays;
    private uint _sent;

    private TestCar(CityMap map, string serial, bool stays) => (_car, _address, _stays) = (new PointCar(serial, map, speed: 0.4), Topics.Car(serial), stays);

    public PointCar Car => _car;

    public string? Stream { get; init; }

    /// <summary>The orders it got, in their order.</summary>
    public List<OrderMessage> Orders { get; } = [];

    /// <param name="edgeId">It stands at this edge's end.</param>
    /// <param name="stays">It takes orders, says that it drives, and does not move.</param>
    public static async Task<TestCar> ConnectAsync(CityMap map, int port, string serial, string edgeId, bool stays = false, string? stream = null, string? password = null, Action<PointCar>? before = null)
    {
        var car = new TestCar(map, serial, stays) { Stream = stream };
        car._car.StandAt(edgeId);
        before?.Invoke(car._car);
        car._line.ApplicationMessageReceivedAsync += car.TakeAsync;
        var broken = VdaJson.Write(new ConnectionMessage { ConnectionState = ConnectionState.ConnectionBroken }.Stamped(0, DateTimeOffset.UtcNow, car._address));
        var settings = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithClientId(serial)
            .WithWillTopic(Topics.Of(car._address, VdaTopic.Connection)).WithWillPayload(broken).WithWillRetain().WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        if (password is not null) settings = settings.WithCredentials(serial, password);
        await car._line.ConnectAsync(settings.Build(), TestContext.Current.CancellationToken);
        foreach (var topic in new[] { VdaTopic.Order, VdaTopic.InstantActions })
            await car._line.SubscribeAsync(Topics.Of(car._address, topic), cancellationToken: TestContext.Current.CancellationToken);
        await car.SendAsync(VdaTopic.Connection, new ConnectionMessage { ConnectionState = ConnectionState.Online });
        await car.SendStateAsync();
        return car;
    }

    public Task SendStateAsync() => SendAsync(VdaTopic.State, _car.State() with
    {
        Information = Stream is null ? null : [new(InfoTypes.Stream, InfoLevel.Info, [new(InfoTypes.StreamUrlKey, Stream)])],
    });

    public Task SendAsync(VdaTopic topic, VdaMessage message) => SendAsync(Topics.Of(_address, topic), VdaJson.Write(message.Stamped(_sent++, DateTimeOffset.UtcNow, _address)), Topics.Rule(topic));

    public Task SendAsync(string topic, byte[] payload, TopicRule? rule = null) => _line.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload)
        .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)(rule?.QualityOfService ?? 1)).WithRetainFlag(rule?.Retain ?? false).Build());

    /// <summary>Stays no longer.</summary>
    public async Task GoOnAsync()
    {
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _stays = false;
            await DriveAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Goes without a word, so that the broker speaks its last will.</summary>
    public void Vanish() => _line.Dispose();

    public ValueTask DisposeAsync()
    {
        _line.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task TakeAsync(MqttApplicationMessageReceivedEventArgs message)
    {
        var payload = System.Buffers.BuffersExtensions.ToArray(message.ApplicationMessage.Payload);
        await _turn.WaitAsync();
        try
        {
            if (message.ApplicationMessage.Topic.EndsWith("/order", StringComparison.Ordinal))
            {
                var order = VdaJson.ReadOrder(payload).Message!;
                lock (Orders) Orders.Add(order);
                _car.Take(order);
            }
            else _car.Take(VdaJson.ReadInstantActions(payload).Message!);
            await SendStateAsync();
            if (!_stays) await DriveAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task DriveAsync()
    {
        for (var before = -1.0; before < _car.Travelled;)
        {
            before = _car.Travelled;
            _car.Step(0.1);
            if (_car.News(due: false) is not null) await SendStateAsync();
        }
    }
}
