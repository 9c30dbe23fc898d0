using System.Net;
using System.Text.RegularExpressions;
using Pixelopolis.Fleet.Server.Tests.Running;

namespace Pixelopolis.Fleet.Server.Tests.Http;

public sealed partial class StationPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/operator")]
    public async Task The_pages_are_served_with_all_they_need_to_start(string page)
    {
        await using var city = await TestServer.StartAsync();
        var answer = await city.Http.GetAsync(page, Stop);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var html = await answer.Content.ReadAsStringAsync(Stop);
        var needs = Needs().Matches(html).Select(match => match.Groups[1].Value).Where(path => path.Contains('.', StringComparison.Ordinal)).ToArray();
        Assert.Contains(needs, path => path.StartsWith("_framework/blazor.webassembly", StringComparison.Ordinal));
        foreach (var path in needs) Assert.Equal(HttpStatusCode.OK, (await city.Http.GetAsync($"/{path}", Stop)).StatusCode);
    }

    [GeneratedRegex("(?:src|href)=\"([^\"#:]+)\"")]
    private static partial Regex Needs();
}
