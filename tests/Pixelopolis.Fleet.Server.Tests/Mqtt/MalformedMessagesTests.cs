using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Server.Mqtt;
using Pixelopolis.Fleet.Server.Tests.Running;

namespace Pixelopolis.Fleet.Server.Tests.Mqtt;

public sealed class MalformedMessagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Garbage_on_every_topic_makes_nothing_fall_over()
    {
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha");
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
        byte[][] payloads = [[], [0xff, 0xfe], "{"u8.ToArray(), "null"u8.ToArray(), "{}"u8.ToArray(), Encoding.UTF8.GetBytes(new string('[', 5000))];
        foreach (var topic in new[] { "state", "connection", "factsheet", "visualization", "order", "instantActions", "other" })
            foreach (var payload in payloads)
                foreach (var maker in new[] { "Pixelopolis/car-1", "Pixelopolis/car-9", "Somebody/car-1" })
                    await car.SendAsync($"uagv/v2/{maker}/{topic}", payload);
        await city.HailAsync("phone", "F");
        await city.UntilAsync(() => city.Board.Bookings.FirstOrDefault(b => b.State == BookingState.Arrived));
        Assert.Equal(["car-1"], city.Board.Cars.Select(c => c.Serial));
    }

    [Fact]
    public async Task A_packet_beyond_the_limit_ends_that_connection_and_no_other()
    {
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha");
        await using var flood = await city.CarAsync("car-2", "cd");
        await city.CarShownAsync("car-2", c => c.State == CarActivity.Ready);
        await Assert.ThrowsAnyAsync<Exception>(() => flood.SendAsync("uagv/v2/Pixelopolis/car-2/state", new byte[2 * 1024 * 1024]));
        // The broker speaks its last will.
        await city.CarShownAsync("car-2", c => c is { State: CarActivity.Offline, Connection: "ConnectionBroken" });
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
    }

    [Fact]
    public async Task A_car_that_vanishes_is_offline_at_once()
    {
        await using var city = await TestServer.StartAsync();
        await using var car = await city.CarAsync("car-1", "ha");
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
        car.Vanish();
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Offline);
    }

    [Fact]
    public void Each_fault_is_logged_once_with_its_reason_and_counted_after_that()
    {
        var log = new Lines();
        using var metrics = new ServerMetrics();
        var inbox = new FleetInbox(metrics, log);
        for (var n = 0; n < 100; n++)
        {
            Assert.Null(inbox.Read(Message("uagv/v2/Pixelopolis/car-1/state", "{")));
            Assert.Null(inbox.Read(Message("uagv/v2/Pixelopolis/car-1/connection", "{}")));
        }
        Assert.Equal(2, log.Count);
    }

    [Fact]
    public void A_header_that_names_another_car_is_refused()
    {
        using var metrics = new ServerMetrics();
        var inbox = new FleetInbox(metrics, NullLogger<FleetInbox>.Instance);
        var json = Encoding.UTF8.GetString(VdaJson.Write(new ConnectionMessage { ConnectionState = ConnectionState.Online }.Stamped(1, DateTimeOffset.UnixEpoch, Contracts.Topics.Car("car-2"))));
        Assert.Null(inbox.Read(Message("uagv/v2/Pixelopolis/car-1/connection", json)));
        Assert.Equal(new CarConnected("car-2", ConnectionState.Online), inbox.Read(Message("uagv/v2/Pixelopolis/car-2/connection", json)));
    }

    private static MqttApplicationMessage Message(string topic, string payload) => new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).Build();

    private sealed class Lines : ILogger<FleetInbox>
    {
        public int Count { get; private set; }
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count++;
    }
}
