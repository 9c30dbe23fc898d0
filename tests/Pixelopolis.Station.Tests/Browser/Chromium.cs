using Microsoft.Playwright;

namespace Pixelopolis.Station.Tests.Browser;

/// <summary>The machine's own Chromium, started once for all tests that need a real browser.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Missing = "no Chromium here (looked for /usr/bin/chromium and in PIXELOPOLIS_CHROMIUM): install it with apt-get install chromium";
    private static readonly string[] Flags =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Milliseconds that anything may take on a busy machine before a test gives up on it.</summary>
    public const int Patience = 90_000;
    private IPlaywright? _playwright;

    public static string? Path => new[] { Environment.GetEnvironmentVariable("PIXELOPOLIS_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser" }.FirstOrDefault(File.Exists);

    public IBrowser? Instance { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Path is null) return;
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        Instance = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Headless = true, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (Instance is not null) await Instance.DisposeAsync();
        _playwright?.Dispose();
    }

    public IBrowser Need()
    {
        Assert.SkipWhen(Instance is null, Missing);
        return Instance!;
    }
}

/// <summary>Tests in this collection share one browser.</summary>
[CollectionDefinition(Name)]
public sealed class InChromium : ICollectionFixture<Chromium>
{
    public const string Name = "in Chromium";
}
