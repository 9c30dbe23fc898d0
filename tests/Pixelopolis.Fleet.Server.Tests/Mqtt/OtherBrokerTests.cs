using System.Net;
using MQTTnet.Server;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Tests.Running;

namespace Pixelopolis.Fleet.Server.Tests.Mqtt;

public sealed class OtherBrokerTests
{
    [Fact]
    public async Task A_ride_over_a_broker_elsewhere_that_asks_for_a_password()
    {
        var port = FreePort();
        var factory = new MqttServerFactory();
        using var broker = factory.CreateMqttServer(factory.CreateServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointPort(port).Build());
        broker.ValidatingConnectionAsync += connection =>
        {
            if (connection.UserName != "car-1" && (connection.UserName, connection.Password) != ("fleet", "s:cret")) connection.ReasonCode = MQTTnet.Protocol.MqttConnectReasonCode.BadUserNameOrPassword;
            return Task.CompletedTask;
        };
        await broker.StartAsync();
        await using var city = await TestServer.StartAsync(o => o with { Broker = $"mqtt://fleet:s%3Acret@127.0.0.1:{port}" });
        Assert.Null(city.Server.Mqtt);
        await using var car = await TestCar.ConnectAsync(city.Map, port, "car-1", "ha", password: "any");
        var booking = await TestServer.ReadAsync(await city.HailAsync("phone", "F"), HttpJson.Default.Booking);
        Assert.Equal(BookingState.Arrived, (await city.BookingAsync(booking.Id, b => !b.State.IsActive())).State);
    }

    // MQTTnet's own listener cannot say which port it was given.
    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
