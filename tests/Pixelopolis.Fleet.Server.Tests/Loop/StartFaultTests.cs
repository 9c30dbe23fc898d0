using Pixelopolis.Fleet.Server.Options;

namespace Pixelopolis.Fleet.Server.Tests.Loop;

public sealed class StartFaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-server-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_city_with_faults_is_not_run_and_all_of_them_are_named()
    {
        var path = Path.Combine(_folder, "broken.json");
        await File.WriteAllTextAsync(path, """{"metaInformation":{"lifVersion":"1.0.0"},"layouts":[{"layoutId":"l","nodes":[],"edges":[{"edgeId":"e","startNodeId":"a","endNodeId":"b"}],"stations":[]}]}""", Stop);
        var fault = await FaultAsync(o => o with { City = path });
        Assert.Contains(path, fault);
        Assert.True(fault.Split('\n').Length > 2, fault);
    }

    [Fact]
    public async Task A_database_that_is_away_is_named_without_its_password()
    {
        var fault = await FaultAsync(o => o with { Store = "mongodb://user:secret@127.0.0.1:1/?serverSelectionTimeoutMS=200" });
        Assert.Contains("mongodb 127.0.0.1:1", fault);
        Assert.DoesNotContain("secret@", fault);
        Assert.Contains("no server answers there", fault);
        Assert.DoesNotContain('\n', fault);
    }

    [Theory]
    [InlineData("--port 70000")]
    [InlineData("--mqtt-port -1")]
    [InlineData("--bind here")]
    [InlineData("--broker")]
    [InlineData("PIXELOPOLIS_STORE")]
    [InlineData("operator token")]
    [InlineData("RequestBody")]
    [InlineData("ReleaseAhead")]
    public void A_wrong_option_is_named(string name)
    {
        var wrong = new ServerOptions
        {
            Port = 70000, MqttPort = -1, Bind = "here", Broker = "http://x", Store = "mysql://x", OperatorToken = "short", Limits = new() { RequestBody = 0 }, Fleet = new() { ReleaseAhead = -1 },
        };
        Assert.Contains(wrong.Faults(), fault => fault.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void The_options_as_they_come_have_no_fault() => Assert.Empty(new ServerOptions().Faults());

    [Theory]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("::1", false, true)]
    [InlineData("127.0.0.1", true, false)]
    [InlineData("0.0.0.0", false, false)]
    [InlineData("192.168.1.5", false, false)]
    [InlineData("127.0.0.1", false, false, "city.example")]
    public void Only_loopback_is_open_and_only_without_secure_or_a_name_others_use(string bind, bool secure, bool open, params string[] hosts) =>
        Assert.Equal(open, new ServerOptions { Bind = bind, Secure = secure, Hosts = hosts }.Open);

    [Theory]
    [InlineData("mqtt://broker", "broker", 1883, false, null, null)]
    [InlineData("mqtts://broker", "broker", 8883, true, null, null)]
    [InlineData("mqtt://us%40er:p%3Aw@10.0.0.1:2000", "10.0.0.1", 2000, false, "us@er", "p:w")]
    public void Broker_addresses_are_read(string text, string host, int port, bool tls, string? user, string? password) =>
        Assert.Equal(new BrokerAddress(host, port, tls, user, password), BrokerAddress.Of(text));

    private async Task<string> FaultAsync(Func<ServerOptions, ServerOptions> change)
    {
        var options = change(new ServerOptions { Port = 0, MqttPort = 0, Data = _folder });
        return (await Assert.ThrowsAsync<StartFaultException>(() => FleetServer.StartAsync(options, Stop))).Message;
    }
}
