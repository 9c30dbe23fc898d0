using System.Net;
using System.Net.Http.Headers;
using Pixelopolis.Car.App.CityMaps;

namespace Pixelopolis.Car.App.Tests.CityMaps;

public sealed class CityMapSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-map-").FullName;
    private readonly Server _server = new();
    private readonly HttpClient _http;

    public CityMapSourceTests() => _http = new HttpClient(_server);

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<CityMapLoading> Load() =>
        await new CityMapSource(_http, _folder, _ => { }).FromServer(new Uri("http://fleet:8080/elsewhere?all=cars"), TestContext.Current.CancellationToken);

    [Fact]
    public async Task It_asks_the_server_for_the_map_and_for_nothing_else_whether_it_is_new_known_or_out_of_reach()
    {
        var fresh = await Load();
        Assert.NotNull(fresh.Map);
        var known = await Load();
        Assert.EndsWith("(unchanged)", known.Origin, StringComparison.Ordinal);
        Assert.Equal(fresh.Map.Version, known.Map!.Version);
        _server.IsDown = true;
        Assert.NotNull((await Load()).Map);
        Assert.Equal(["", "\"v1\"", "\"v1\""], _server.Asked.Select(a => a.Tag));
        Assert.All(_server.Asked, a => Assert.Equal("GET http://fleet:8080/api/city", a.What));
    }

    /// <summary>Has the shipped city, and writes down all that it is asked for.</summary>
    private sealed class Server : HttpMessageHandler
    {
        public List<(string What, string Tag)> Asked { get; } = [];

        public bool IsDown { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var tag = $"{request.Headers.IfNoneMatch}";
            Asked.Add(($"{request.Method} {request.RequestUri}", tag));
            if (IsDown) throw new HttpRequestException("nobody is there");
            if (tag.Length > 0) return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotModified));
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(File.ReadAllText(ShippedCity())), Headers = { ETag = new EntityTagHeaderValue("\"v1\"") } });
        }

        private static string ShippedCity()
        {
            for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
                if (File.Exists(Path.Combine(folder, "Pixelopolis.sln"))) return Path.Combine(folder, "fleet-server", "cities", "pixelopolis.lif.json");
            throw new InvalidOperationException("the tests run from within the repository");
        }
    }
}
