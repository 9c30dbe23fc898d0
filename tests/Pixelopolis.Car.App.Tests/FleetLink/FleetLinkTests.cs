using System.Buffers;
using System.Net;
using System.Text;
using MQTTnet;
using MQTTnet.Server;
using Pixelopolis.Car.App.FleetLink;
using Pixelopolis.Car.App.Tests.Rig;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.App.Tests.FleetLink;

/// <summary>A whole car on the bench, its link to the fleet over a line that can be cut, and a real broker.</summary>
public sealed class FleetLinkTests : IAsyncLifetime
{
    private static readonly CarAddress Me = Topics.Car("car-1");
    private readonly List<MqttApplicationMessage> _heard = [];
    private readonly List<string> _subscribed = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly CarRig _car = new(StraightCity.Map(20));
    private MqttServer _broker = null!;
    private TcpRelay _line = null!;
    private FleetReporter _reporter = null!;
    private Task _running = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var port = FreePort();
        var factory = new MqttServerFactory();
        _broker = factory.CreateMqttServer(factory.CreateServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointPort(port).Build());
        _broker.InterceptingPublishAsync += published =>
        {
            lock (_heard) _heard.Add(published.ApplicationMessage);
            return Task.CompletedTask;
        };
        _broker.InterceptingSubscriptionAsync += subscribing =>
        {
            lock (_subscribed) _subscribed.Add(subscribing.TopicFilter.Topic);
            return Task.CompletedTask;
        };
        await _broker.StartAsync();
        _line = new TcpRelay(port);
        var drive = new DriveOptions();
        _reporter = new FleetReporter(MqttAddress.Parse($"127.0.0.1:{_line.Port}")!, null,
            new ReportedCar(Me, _car.Map, drive, CarFactsheet.Of(drive, new ReportIntervals(), "1.0", null), _car.Loop.Report, _car.Mail, _car.Desk, () => new CarConditions(StreamUrl: "http://car/stream")),
            new ReportIntervals(), TimeProvider.System);
        _running = _reporter.Run(_stop.Token);
        _car.Film.Run();
        await _car.Until(() => States().Count > 0, "it reports its state");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _reporter.DisposeAsync();
        _line.Dispose();
        _broker.Dispose();
        _car.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task It_says_online_retained_sends_its_factsheet_and_leaves_in_good_order()
    {
        await _car.Until(() => Heard(VdaTopic.Factsheet).Count > 0, "the factsheet comes");
        var online = Assert.Single(Connections());
        Assert.Equal(("car-1", ConnectionState.Online), (online.SerialNumber, online.ConnectionState));
        Assert.True(Heard(VdaTopic.Connection)[0].Retain);
        Assert.Contains(States()[^1].Information!, i => i.InfoType == InfoTypes.Stream);
        await _stop.CancelAsync();
        await _running;
        Assert.Equal([ConnectionState.Online, ConnectionState.Offline], Connections().Select(c => c.ConnectionState));
        var retained = await _broker.GetRetainedMessageAsync(Topics.Of(Me, VdaTopic.Connection));
        Assert.Equal(ConnectionState.Offline, VdaJson.ReadConnection(retained.Payload.ToArray()).Message!.ConnectionState);
    }

    [Fact]
    public async Task It_hears_its_own_orders_and_instant_actions_and_nothing_else_not_even_after_it_came_back()
    {
        string[] own = [Topics.Of(Me, VdaTopic.InstantActions), Topics.Of(Me, VdaTopic.Order)];
        Assert.Equal(own, Subscribed());
        Assert.All(own, topic => Assert.DoesNotContain(topic, c => c is '#' or '+'));
        await Obeys();
        Assert.Equal(own, Subscribed());
        _line.Cut();
        await _car.Until(() => Connections().Count(c => c.ConnectionState == ConnectionState.Online) == 2, "it is online again");
        Assert.Equal([own[0], own[0], own[1], own[1]], Subscribed());
    }

    private string[] Subscribed()
    {
        lock (_subscribed) return [.. _subscribed.Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task When_the_line_is_cut_the_last_will_says_so_and_the_car_comes_back_by_itself()
    {
        _line.Cut();
        await _car.Until(() => Connections().Any(c => c.ConnectionState == ConnectionState.ConnectionBroken), "the last will is heard");
        await _car.Until(() => Connections().Count(c => c.ConnectionState == ConnectionState.Online) == 2, "it is online again");
        var states = States().Count;
        await _car.Until(() => States().Count > states, "and says how it is");
        Assert.Equal(2, _reporter.Health.Connects);
        Assert.Equal(Enumerable.Range(0, 2).Select(n => (uint)n), Connections().Where(c => c.ConnectionState == ConnectionState.Online).Select(c => c.HeaderId));
    }

    [Theory]
    [InlineData(VdaTopic.Order, "")]
    [InlineData(VdaTopic.Order, "{")]
    [InlineData(VdaTopic.Order, "[1,2]")]
    [InlineData(VdaTopic.Order, "{\"orderId\":7}")]
    [InlineData(VdaTopic.InstantActions, "null")]
    [InlineData(VdaTopic.InstantActions, "\u0000\u0001garbage")]
    public async Task A_payload_that_is_no_message_is_named_in_the_state_and_the_car_lives_on(VdaTopic topic, string payload)
    {
        await Send(topic, Encoding.UTF8.GetBytes(payload));
        VdaError? error = null;
        await _car.Until(() => (error = States()[^1].Errors.FirstOrDefault(e => e.ErrorType == ErrorTypes.Validation)) is not null, "the error is reported");
        Assert.Equal(ErrorLevel.Warning, error!.ErrorLevel);
        Assert.Contains(error.ErrorReferences!, r => r.ReferenceKey == "topic" && r.ReferenceValue == Topics.Rule(topic).Name);
        await Obeys();
    }

    [Fact]
    public async Task Mail_for_another_car_or_of_another_version_is_named_and_not_carried_out()
    {
        await Send(VdaTopic.Order, VdaJson.Write(StraightCity.Order().Stamped(5, DateTimeOffset.UnixEpoch, Topics.Car("car-2"))));
        await _car.Until(() => States()[^1].Errors.Any(e => e.ErrorDescription!.Contains("car-2", StringComparison.Ordinal)), "the wrong car is named");
        await Send(VdaTopic.Order, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(VdaJson.Write(StraightCity.Order())).Replace("\"2.1.0\"", "\"3.0.0\"", StringComparison.Ordinal)));
        await _car.Until(() => States()[^1].Errors.Any(e => e.ErrorDescription!.Contains("version 3.0.0", StringComparison.Ordinal)), "the version is named");
        Assert.Equal("", _car.Follower.Snapshot.OrderId);
        await Obeys();
    }

    [Fact]
    public async Task A_flood_of_mail_is_refused_beyond_what_fits_and_the_car_lives_on()
    {
        for (var n = 0; n < 500; n++) await Send(VdaTopic.InstantActions, VdaJson.Write(StraightCity.Action(ActionTypes.StateRequest, $"ask-{n}")));
        Assert.InRange(_car.Follower.Snapshot.ActionStates.Count, 0, OrderFollower.MostActionStates);
        await Obeys();
    }

    /// <summary>It still takes an order and drives.</summary>
    private async Task Obeys()
    {
        // The fleet sends again what it finds in no state.
        await Again(VdaTopic.InstantActions, StraightCity.InitPosition("put"), () => _car.Follower.Snapshot.ActionStates.Any(a => a.ActionId == "put"));
        await _car.Until(() => States()[^1].AgvPosition is not null, "it says where it is");
        await Again(VdaTopic.Order, StraightCity.Order(), () => _car.Follower.Snapshot.OrderId == "o-1");
        await _car.Until(() => _car.WheelsTurn, "the wheels turn");
        await _car.Until(() => States()[^1] is { OrderId: "o-1", Driving: true }, "and says so");
    }

    private async Task Again(VdaTopic topic, VdaMessage message, Func<bool> taken)
    {
        var turns = _car.Loop.Report.Version;
        for (var tries = 0; tries < 50 && !taken(); tries++)
        {
            await Send(topic, VdaJson.Write(message));
            await _car.Until(() => taken() || _car.Loop.Report.Version > turns + 20, "it was taken, or a while has passed");
            turns = _car.Loop.Report.Version;
        }
        Assert.True(taken());
    }

    private Task Send(VdaTopic topic, byte[] payload) => _broker.InjectApplicationMessage(
        new InjectedMqttApplicationMessage(new MqttApplicationMessageBuilder().WithTopic(Topics.Of(Me, topic)).WithPayload(payload).Build()) { SenderClientId = "fleet" }, Stop);

    private List<MqttApplicationMessage> Heard(VdaTopic topic)
    {
        lock (_heard) return [.. _heard.Where(m => m.Topic == Topics.Of(Me, topic))];
    }

    private List<StateMessage> States() => [.. Heard(VdaTopic.State).Select(m => VdaJson.ReadState(m.Payload.ToArray()).Message!)];

    private List<ConnectionMessage> Connections() => [.. Heard(VdaTopic.Connection).Select(m => VdaJson.ReadConnection(m.Payload.ToArray()).Message!)];

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
