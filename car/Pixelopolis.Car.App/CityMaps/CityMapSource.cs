using System.Net;
using System.Net.Http.Headers;
using Pixelopolis.City;
using Pixelopolis.City.Lif;

namespace Pixelopolis.Car.App.CityMaps;

/// <summary>A city map and where it came from, or why there is none.</summary>
public readonly record struct CityMapLoading(CityMap? Map, string Origin, string? Fault);

/// <summary>
/// The map a car drives by: from a file, or from the server (<c>GET /api/city</c>), which is asked with the ETag of the copy on disk.
/// A start without the server takes that copy; without a copy it waits for the server.
/// </summary>
public sealed class CityMapSource(HttpClient http, string folder, Action<string> say)
{
    private const long MostBytes = 32 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private string Copy => Path.Combine(folder, "city.lif.json");

    private string CopyTag => Path.Combine(folder, "city.etag");

    public static CityMapLoading FromFile(string path)
    {
        try
        {
            return Read(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CityMapLoading(null, path, $"city map {path}: {e.Message}");
        }
    }

    public async Task<CityMapLoading> FromServer(Uri server, CancellationToken stop)
    {
        var url = new Uri(server, "/api/city");
        string? told = null;
        for (var wait = TimeSpan.FromMilliseconds(250); ; wait = wait * 2 < LongestRetry ? wait * 2 : LongestRetry)
        {
            var (loading, complaint) = await Ask(url, stop);
            if (loading is { } done) return done;
            if (File.Exists(Copy))
            {
                say($"city map: {url}: {complaint}; the copy on disk is taken");
                return FromFile(Copy);
            }
            if (complaint != told) say($"city map: {url}: {complaint}; there is no copy on disk: waiting for the server");
            told = complaint;
            await Task.Delay(wait, stop);
        }
    }

    private async Task<(CityMapLoading?, string)> Ask(Uri url, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            if (File.Exists(Copy) && File.Exists(CopyTag) && EntityTagHeaderValue.TryParse(await File.ReadAllTextAsync(CopyTag, stop), out var known))
                request.Headers.IfNoneMatch.Add(known);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (response.StatusCode == HttpStatusCode.NotModified)
            {
                var copy = FromFile(Copy) with { Origin = $"{url} (unchanged)" };
                if (copy.Map is not null) return (copy, "");
                File.Delete(CopyTag);
                File.Delete(Copy);
                return (null, "the copy on disk was broken and is fetched again");
            }
            if (!response.IsSuccessStatusCode) return (null, $"the server answers {(int)response.StatusCode}");
            if (response.Content.Headers.ContentLength > MostBytes) return (new CityMapLoading(null, $"{url}", $"city map {url}: more than {MostBytes} bytes"), "");
            var json = await response.Content.ReadAsStringAsync(patience.Token);
            var loading = Read(json, $"{url}");
            if (loading.Map is not null) Keep(json, response.Headers.ETag);
            return (loading, "");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException && !stop.IsCancellationRequested)
        {
            return (null, e is OperationCanceledException ? "no answer" : e.Message);
        }
    }

    private void Keep(string json, EntityTagHeaderValue? tag)
    {
        try
        {
            Directory.CreateDirectory(folder);
            // The tag goes first and comes last: a copy is never taken for another's.
            File.Delete(CopyTag);
            File.WriteAllText(Copy + ".new", json);
            File.Move(Copy + ".new", Copy, overwrite: true);
            if (tag is not null) File.WriteAllText(CopyTag, tag.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            say($"city map: no copy is kept: {e.Message}");
        }
    }

    private static CityMapLoading Read(string json, string origin)
    {
        var reading = LifReader.Read(json);
        return new CityMapLoading(reading.Map, origin, reading.Map is null ? $"city map {origin} has faults:{Environment.NewLine}{reading.Report}" : null);
    }
}
