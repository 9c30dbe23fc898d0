using Microsoft.Playwright;

namespace Pixelopolis.EndToEnd.Tests;

[Collection("the city")]
public class BrowserRideTests
{
    [Fact]
    public async Task A_visitor_books_in_the_browser_and_arrives()
    {
        var chromium = Chromium();
        if (chromium is null) Assert.Skip("no Chromium on this machine");
        var cancel = TestContext.Current.CancellationToken;
        await using var city = await RunningCity.OpenAsync(cars: 1, cancel);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 }, Locale = "en-GB" });
        page.SetDefaultTimeout(120_000);
        await page.GotoAsync(city.Address);
        await page.GetByTestId("destination-lighthouse").ClickAsync();
        await page.GetByTestId("go").ClickAsync();
        await page.GetByTestId("stream").WaitForAsync();
        // The picture is the car's own camera: it has a frame's size once it is decoded.
        await page.WaitForFunctionAsync("() => { const s = document.querySelector('[data-testid=stream]'); const i = s && (s.tagName === 'IMG' ? s : s.querySelector('img')); return i && i.naturalWidth === 640; }");
        await page.GetByTestId("arrived").WaitForAsync(new LocatorWaitForOptions { Timeout = 240_000 });
    }

    internal static string? Chromium() => new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
}
