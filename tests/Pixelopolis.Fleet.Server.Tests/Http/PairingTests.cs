using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Access;
using Pixelopolis.Fleet.Server.Tests.Running;

namespace Pixelopolis.Fleet.Server.Tests.Http;

public sealed class PairingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_credentials_asked_for_a_stranger_sees_nothing_and_a_paired_phone_everything()
    {
        await using var city = await TestServer.StartAsync(o => o with { Secure = true });
        using var phone = city.Client();
        await AssertStrangerSeesNothingAsync(city, phone);

        await PairAsync(city, phone);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/api/destinations", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.PostAsync("/api/operator/stop", null, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_name_that_others_call_it_by_asks_for_credentials_on_loopback_too()
    {
        await using var city = await TestServer.StartAsync(o => o with { Hosts = ["city.example"] });
        using var phone = city.Client();
        phone.DefaultRequestHeaders.Host = "city.example";
        await AssertStrangerSeesNothingAsync(city, phone);
        await Assert.ThrowsAnyAsync<Exception>(() => TestCar.ConnectAsync(city.Map, city.MqttPort, "car-1", "ha"));
        await PairAsync(city, phone);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/api/destinations", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_paired_phone_that_makes_up_devices_has_to_wait_and_other_phones_do_not()
    {
        await using var city = await TestServer.StartAsync(o => o with { Secure = true, Limits = new() { BookingsPerPass = 2 } });
        using var phone = city.Client();
        using var other = city.Client();
        await PairAsync(city, phone);
        await PairAsync(city, other);
        for (var n = 0; n < 2; n++) Assert.Equal(HttpStatusCode.Created, (await HailAsync(phone, $"made-up-{n}")).StatusCode);
        var answer = await HailAsync(phone, "made-up-2");
        Assert.Equal(ProblemTypes.TooManyRequests, (await BookingCallsTests.ProblemAsync(answer, HttpStatusCode.TooManyRequests)).Type);
        Assert.Equal(HttpStatusCode.Created, (await HailAsync(other, "phone")).StatusCode);
    }

    private static Task<HttpResponseMessage> HailAsync(HttpClient phone, string device) =>
        phone.PostAsJsonAsync("/api/bookings", new BookingRequest(device, "F"), HttpJson.Default.BookingRequest, Stop);

    private static async Task AssertStrangerSeesNothingAsync(TestServer city, HttpClient phone)
    {
        foreach (var path in new[] { "/api/city", "/api/destinations", "/api/cars", "/api/events", "/metrics" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Stop)).StatusCode);
        Assert.Equal(ProblemTypes.NotPaired, (await BookingCallsTests.ProblemAsync(await city.HailAsync("phone", "F"), HttpStatusCode.Unauthorized)).Type);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/health", Stop)).StatusCode);
    }

    private static async Task PairAsync(TestServer city, HttpClient phone)
    {
        var link = await TestServer.ReadAsync(await city.OperatorAsync("pairing"), HttpJson.Default.PairingLink);
        var paired = await phone.GetAsync(link.Path, Stop);
        Assert.Equal((HttpStatusCode.Redirect, "/"), (paired.StatusCode, paired.Headers.Location!.ToString()));
        phone.DefaultRequestHeaders.Add("Cookie", Assert.Single(paired.Headers.GetValues("Set-Cookie")).Split(';')[0]);
    }

    [Fact]
    public async Task Beyond_loopback_credentials_are_asked_for_without_being_told_to()
    {
        await using var city = await TestServer.StartAsync(o => o with { Bind = "0.0.0.0" });
        Assert.Equal(HttpStatusCode.Unauthorized, (await city.Http.GetAsync("/api/cars", Stop)).StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => TestCar.ConnectAsync(city.Map, city.MqttPort, "car-1", "ha"));
        Assert.Equal(HttpStatusCode.OK, (await city.Http.GetAsync("/health", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("9999999999.forged")]
    [InlineData("9999999999")]
    [InlineData("x.y")]
    [InlineData(".")]
    public async Task A_forged_code_pairs_nobody(string code)
    {
        await using var city = await TestServer.StartAsync(o => o with { Secure = true });
        using var phone = city.Client();
        Assert.False((await phone.GetAsync($"/?pair={code}", Stop)).Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_car_signs_in_with_its_own_password_only()
    {
        await using var city = await TestServer.StartAsync(o => o with { Secure = true });
        var passwords = city.Server.Services.GetRequiredService<Secrets>();
        await Assert.ThrowsAnyAsync<Exception>(() => TestCar.ConnectAsync(city.Map, city.MqttPort, "car-1", "ha"));
        await Assert.ThrowsAnyAsync<Exception>(() => TestCar.ConnectAsync(city.Map, city.MqttPort, "car-1", "ha", password: passwords.CarPassword("car-2")));
        await using var car = await TestCar.ConnectAsync(city.Map, city.MqttPort, "car-1", "ha", password: passwords.CarPassword("car-1"));
        await city.CarShownAsync("car-1", c => c.State == CarActivity.Ready);
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/operator/cars/car-1/credentials");
        request.Headers.Authorization = new("Bearer", TestServer.Token);
        var given = await TestServer.ReadAsync(await city.Http.SendAsync(request, Stop), HttpJson.Default.CarCredentials);
        Assert.Equal(new CarCredentials("car-1", passwords.CarPassword("car-1")), given);
    }

    [Theory]
    [InlineData("car-1", "car-1", HttpStatusCode.OK)]
    [InlineData("car-1", "car-2", HttpStatusCode.Unauthorized)]
    [InlineData("", "", HttpStatusCode.Unauthorized)]
    public async Task A_car_fetches_the_map_with_its_password(string user, string passwordOf, HttpStatusCode status)
    {
        await using var city = await TestServer.StartAsync(o => o with { Secure = true });
        var password = city.Server.Services.GetRequiredService<Secrets>().CarPassword(passwordOf);
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/city");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{password}")));
        Assert.Equal(status, (await city.Http.SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_car_cannot_speak_for_another()
    {
        await using var city = await TestServer.StartAsync(o => o with { Secure = true });
        var passwords = city.Server.Services.GetRequiredService<Secrets>();
        await using var honest = await TestCar.ConnectAsync(city.Map, city.MqttPort, "car-1", "ha", password: passwords.CarPassword("car-1"));
        await using var liar = await TestCar.ConnectAsync(city.Map, city.MqttPort, "car-2", "cd", password: passwords.CarPassword("car-2"));
        var lie = Contracts.Vda5050.VdaJson.Write(Contracts.Vda5050.VdaHeader.Stamped(new Contracts.Vda5050.ConnectionMessage { ConnectionState = Contracts.Vda5050.ConnectionState.Offline },
            0, DateTimeOffset.UtcNow, Contracts.Topics.Car("car-1")));
        await liar.SendAsync("uagv/v2/Pixelopolis/car-1/connection", lie);
        await liar.SendAsync("uagv/v2/Pixelopolis/car-2/order", lie);
        await liar.SendStateAsync();
        await city.CarShownAsync("car-2", c => c.State == CarActivity.Ready);
        Assert.Equal("Online", city.Board.Car("car-1")!.Connection);
    }

    [Fact]
    public void Secrets_are_for_their_owner_only_and_stay_the_same()
    {
        var folder = Directory.CreateTempSubdirectory("pixelopolis-secrets-").FullName;
        var first = Secrets.Open(folder).CarPassword("car-1");
        Assert.Equal(first, Secrets.Open(folder).CarPassword("car-1"));
        Assert.NotEqual(first, Secrets.Open(folder).CarPassword("car-2"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, Secrets.FileName)));
        File.WriteAllText(Path.Combine(folder, Secrets.FileName), "short");
        Assert.Contains("delete it", Assert.Throws<InvalidDataException>(() => Secrets.Open(folder)).Message);
        Directory.Delete(folder, recursive: true);
    }
}
