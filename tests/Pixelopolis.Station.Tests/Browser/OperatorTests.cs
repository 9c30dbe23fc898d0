using Microsoft.Playwright;
using Pixelopolis.Station.Tests.Fakes;

namespace Pixelopolis.Station.Tests.Browser;

[Collection(InChromium.Name)]
public sealed class OperatorTests(Chromium chromium)
{
    [Fact]
    public async Task An_operator_sees_every_car_stops_the_city_and_puts_a_car_back()
    {
        var city = Scenes.BusyDay();
        await using var visit = await Visit.Start(chromium.Need(), city, "/operator");
        var eye = new Inspector(visit);
        await visit.Sees("signed-out");
        await eye.Look("operator-signed-out");
        await visit.By("token").FillAsync("wrong");
        await visit.By("sign-in").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#token-trouble")).ToContainTextAsync("not the one");

        await visit.Page.GotoAsync("/operator#token=" + FakeCity.Token);
        await visit.Reload();
        await visit.Sees("car-car-3");
        Assert.DoesNotContain(FakeCity.Token, visit.Page.Url, StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.Locator(".eyes.seeing")).ToHaveCountAsync(2);
        await visit.SeesText("car-car-3", "motorOverload");
        await visit.SeesText("car-car-2", "Waiting for car 1");
        await visit.By("car-car-1").Locator(".car-name").ClickAsync();
        await eye.Look("operator");

        await visit.By("place-car-3").ClickAsync();
        var node = city.Map.Station("cinnamon-bakery").NodeId;
        await visit.By("placing-node").SelectOptionAsync(node);
        await eye.Look("operator-placing");
        await visit.By("placing-yes").ClickAsync();
        await Assertions.Expect(visit.By("placing")).ToBeHiddenAsync();
        Assert.Equal([$"place car-3 {node}"], city.Acts);

        await visit.By("stop").ClickAsync();
        await visit.SeesText("city-state", "City stopped");
        await eye.Look("operator-stopped");
        await visit.By("resume").ClickAsync();
        Assert.True(city.Status.Stopped);
        await visit.By("resume-yes").ClickAsync();
        await visit.SeesText("city-state", "City running");

        await visit.Reload();
        await visit.Sees("stop");
        Assert.Empty(eye.Found);
        Assert.Empty(visit.Errors);
    }
}
