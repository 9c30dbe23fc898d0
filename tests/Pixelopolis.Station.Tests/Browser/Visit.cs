using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Pixelopolis.Station.Tests.Fakes;

namespace Pixelopolis.Station.Tests.Browser;

/// <summary>One browser window on one fake city. Leaves its pictures in the folder that PIXELOPOLIS_SCREENSHOTS names, if it does.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly FakeHost _host;
    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    private Visit(FakeHost host, IBrowserContext context, IPage page)
    {
        (_host, _context, Page) = (host, context, page);
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }
    public FakeCity City => _host.City;

    /// <summary>Scripts' uncaught errors.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public static async Task<Visit> Start(IBrowser browser, FakeCity city, string path = "/", int width = 390, int height = 844, string language = "en-GB", bool dark = false, bool calm = false)
    {
        var host = await FakeHost.Start(city);
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = host.Address, ViewportSize = new() { Width = width, Height = height }, Locale = language, DeviceScaleFactor = 2,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = calm ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            ServiceWorkers = ServiceWorkerPolicy.Block,
        });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        var visit = new Visit(host, context, page);
        await page.GotoAsync(path);
        await visit.Boots();
        return visit;
    }

    /// <summary>Waits for the app itself: a busy machine may take long to unpack the runtime, and no time is asserted.</summary>
    public Task Boots() => Page.WaitForFunctionAsync("() => !document.querySelector('.boot')", null, new() { Timeout = 300_000 });

    public async Task Reload()
    {
        await Page.ReloadAsync();
        await Boots();
    }

    public ILocator By(string testId) => Page.GetByTestId(testId);

    public Task Sees(string testId) => Assertions.Expect(By(testId)).ToBeVisibleAsync();

    public Task SeesText(string testId, string text) => Assertions.Expect(By(testId)).ToContainTextAsync(text);

    /// <summary>Another tab is before this one, as far as the page can know: a headless browser has no tabs that cover each other.</summary>
    public Task Hide(bool hidden) => Page.EvaluateAsync("hidden => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden }); document.dispatchEvent(new Event('visibilitychange')); }", hidden);

    public Task SeesState(string state) => Assertions.Expect(By("booking-state")).ToHaveAttributeAsync("data-state", state);

    /// <summary>What a person with a screen reader, low sight or a keyboard would stumble over (axe, WCAG 2.2 A and AA).</summary>
    public async Task<string> Barriers(bool coloursOnly = false)
    {
        var found = await Page.RunAxe(new Deque.AxeCore.Commons.AxeRunOptions
        {
            RunOnly = coloursOnly ? new() { Type = "rule", Values = ["color-contrast"] } : new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        });
        return string.Join("\n", found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}"));
    }

    /// <summary>Pixels that the page is wider than its window.</summary>
    public Task<int> Overflow() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("PIXELOPOLIS_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), Scale = ScreenshotScale.Css });
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _host.DisposeAsync();
    }
}
