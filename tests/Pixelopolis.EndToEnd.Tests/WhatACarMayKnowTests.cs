using MQTTnet;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.EndToEnd.Tests;

/// <summary>
/// The simulator knows where every car is; a car must not. While it drives, its process is looked into from outside: it may have its camera's socket, its
/// serial line, the server's two ports, its own pages and its own files, and nothing else that anything could come in by.
/// </summary>
[Collection("the city")]
public sealed class WhatACarMayKnowTests
{
    private static readonly string[] Options =
        ["--serial", "--port", "--camera", "--server", "--mqtt", "--model", "--detector", "--stream-port", "--state-folder", "--until-input-closes"];

    [Fact]
    public async Task A_cars_process_gets_frames_serial_bytes_the_public_map_its_configuration_and_the_fleets_messages_and_nothing_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks into /proc");
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await RunningCity.OpenAsync(cars: 2, cancel);
        var heard = new List<string>();
        using var broker = await ListenAsync(city.MqttPort, heard, cancel);
        var booking = await city.BookAsync("phone-1", "lighthouse", cancel);
        string? serial = null;
        await Until.TrueAsync(async () =>
        {
            var cars = await city.CarsAsync(cancel);
            serial = cars.FirstOrDefault(c => c.State == CarActivity.Driving)?.Serial;
            return serial is not null;
        }, TimeSpan.FromMinutes(2), () => city.AccountAsync(), cancel);

        var car = CarProcess.Find(serial!, city.Data);
        Assert.Empty(car.Arguments.Where(a => a.StartsWith("--", StringComparison.Ordinal)).Except(Options));
        Assert.Empty(car.Environment.Where(e => e.StartsWith("PIXELOPOLIS_", StringComparison.Ordinal)).Select(e => e.Split('=')[0]).Except(["PIXELOPOLIS_ROOT"]));
        AssertKnown(car, city);

        await city.RideAsync(booking.Id, cancel);
        AssertKnown(car, city);
        // What the fleet told it: orders and instant actions, of its own and of nobody else.
        lock (heard)
        {
            Assert.Contains(heard, t => t.EndsWith($"/{serial}/order", StringComparison.Ordinal));
            Assert.Empty(heard.Select(t => t.Split('/')[^1]).Distinct().Except(["order", "instantActions", "state", "visualization", "connection", "factsheet"]));
        }
        using var map = await city.Http.GetAsync("/api/city", cancel);
        var text = await map.Content.ReadAsStringAsync(cancel);
        Assert.DoesNotContain("car-", text, StringComparison.Ordinal);
    }

    private static void AssertKnown(CarProcess car, RunningCity city)
    {
        var (tcp, unix) = (car.Tcp, car.Unix);
        var line = new FileInfo(car.Argument("--port")!);
        var serialLine = line.LinkTarget ?? line.FullName;
        var own = new[] { car.Program, Path.GetDirectoryName(car.Argument("--model")!)!, car.Argument("--state-folder")!, "/usr/", "/lib", "/opt/", "/etc/", "/proc/", "/sys/", AppContext.BaseDirectory };
        var cameras = 0;
        var strange = new List<string>();
        foreach (var open in car.Open)
        {
            if (open.StartsWith("pipe:", StringComparison.Ordinal) || open.StartsWith("anon_inode:", StringComparison.Ordinal)) continue;
            if (open == serialLine || open is "/dev/null" or "/dev/urandom" || open.StartsWith("/memfd:doublemapper", StringComparison.Ordinal)) continue;
            if (own.Any(o => open.StartsWith(o, StringComparison.Ordinal))) continue;
            if (tcp.TryGetValue(open, out var link))
            {
                // To the server and its broker on this machine, or its own pages: somebody who came to it.
                var toServer = link.Remote == city.MqttPort || link.Remote == city.Port;
                var ownPages = link.RemoteAddress.Trim('0').Length == 0 || !toServer && link.Local > 1024 && tcp.Values.Any(l => l.Remote == 0 && l.Local == link.Local);
                if (toServer || ownPages) continue;
            }
            // One stream without a name is the camera's (this end of it has none); .NET listens for its debuggers on another.
            if (unix.TryGetValue(open, out var path) && (path.Length == 0 && ++cameras == 1 || path.Contains("dotnet-diagnostic", StringComparison.Ordinal))) continue;
            strange.Add($"{open} {(tcp.TryGetValue(open, out var t) ? t.ToString() : unix.GetValueOrDefault(open))}");
        }
        Assert.True(strange.Count == 0, $"the car's process has more open than it may: {string.Join("; ", strange)}");
        Assert.Equal(1, cameras);
        Assert.DoesNotContain(car.SharedMemory, m => !m.StartsWith("/memfd:doublemapper", StringComparison.Ordinal) && !own.Any(o => m.StartsWith(o, StringComparison.Ordinal)));
    }

    private static async Task<IMqttClient> ListenAsync(int port, List<string> heard, CancellationToken cancel)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        client.ApplicationMessageReceivedAsync += message =>
        {
            lock (heard) heard.Add(message.ApplicationMessage.Topic);
            return Task.CompletedTask;
        };
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).Build(), cancel);
        await client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter("#").Build(), cancel);
        return client;
    }
}
