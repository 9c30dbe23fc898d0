using Bunit;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Desk;
using Pixelopolis.Station.Tests.Fakes;

namespace Pixelopolis.Station.Tests.Desk;

public sealed class OperatorPageTests
{
    // For a busy machine; no time is asserted.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Whoever_signs_in_with_the_token_listens_anew_as_an_operator()
    {
        await using var station = new StationContext();
        station.Server.Refuse("GET /api/operator/session", ProblemTypes.NotSignedIn, 401);
        station.Server.Nothing("POST /api/operator/session");
        var page = station.Render<OperatorPage>();
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-testid=signed-out]")), Patience);
        Assert.Single(station.Server.Asked, call => call == "GET /api/events");
        page.Find("[data-testid=token]").Input("the-token");
        page.Find("[data-testid=signed-out]").Submit();
        page.WaitForAssertion(() => Assert.Equal(2, station.Server.Asked.Count(call => call == "GET /api/events")), Patience);
        Assert.True(station.Server.Asked.ToList().IndexOf("POST /api/operator/session") < station.Server.Asked.ToList().LastIndexOf("GET /api/events"));
    }
}
