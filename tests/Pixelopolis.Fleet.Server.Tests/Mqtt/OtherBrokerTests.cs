using System.Diagnostics;
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

    [Fact]
    public async Task A_ride_over_mosquitto_and_its_last_will()
    {
        var port = FreePort();
        using var mosquitto = Mosquitto(port);
        Assert.SkipWhen(mosquitto is null, "mosquitto is not installed");
        try
        {
            await using var city = await TestServer.StartAsync(o => o with { Broker = $"mqtt://127.0.0.1:{port}" });
            await using var car = await TestCar.ConnectAsync(city.Map, port, "car-1", "ha");
            var booking = await TestServer.ReadAsync(await city.HailAsync("phone", "F"), HttpJson.Default.Booking);
            Assert.Equal(BookingState.Arrived, (await city.BookingAsync(booking.Id, b => !b.State.IsActive())).State);
            car.Vanish();
            await city.CarShownAsync("car-1", c => c is { State: CarActivity.Offline, Connection: "ConnectionBroken" });
        }
        finally
        {
            mosquitto!.Kill();
        }
    }

    private static Process? Mosquitto(int port)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("mosquitto", ["-p", $"{port}"]) { RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    // MQTTnet's own listener cannot say which port it was given.
    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
