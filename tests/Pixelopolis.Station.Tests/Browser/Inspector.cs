using Microsoft.Playwright;

namespace Pixelopolis.Station.Tests.Browser;

/// <summary>
/// Looks at a page as it stands, on a phone by day and by night and on a desktop: nothing may stick out of the window, and nothing may
/// shut anybody out (axe, WCAG 2.2 A and AA).
/// </summary>
public sealed class Inspector(Visit visit)
{
    private enum Axe { Nothing, Colours, Everything }

    private readonly List<string> _found = [];

    public IReadOnlyList<string> Found => _found;

    public async Task Look(string name)
    {
        await At(name, 390, 844, ColorScheme.Light);
        // The same elements by night: nothing but their colours can be wrong in another way.
        await At($"{name}-night", 390, 844, ColorScheme.Dark, Axe.Colours);
        await At($"{name}-desktop", 1280, 800, ColorScheme.Light, Axe.Nothing);
        await Settle(390, 844, ColorScheme.Light);
    }

    /// <summary>The same in each of the other languages, on the narrowest phone; back in English after it.</summary>
    public async Task Listen(string name)
    {
        foreach (var (tag, landmark) in new[] { ("ja", "言語"), ("th", "ภาษา"), ("es", "Idioma"), ("ar", "اللغة"), ("en", "Language") })
        {
            await visit.By("language").SelectOptionAsync(tag);
            await Assertions.Expect(visit.Page.Locator("label.language")).ToContainTextAsync(landmark);
            await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("dir", tag == "ar" ? "rtl" : "ltr");
            if (tag != "en") await At($"{name}-{tag}", 360, 760, ColorScheme.Light);
        }
    }

    private async Task At(string name, int width, int height, ColorScheme scheme, Axe axe = Axe.Everything)
    {
        await Settle(width, height, scheme);
        await visit.Picture(name);
        if (await visit.Overflow() is var wide and > 0) _found.Add($"{name}: {wide} px wider than its window");
        if (axe != Axe.Nothing && await visit.Barriers(coloursOnly: axe == Axe.Colours) is { Length: > 0 } barriers) _found.Add($"{name}: {barriers}");
    }

    private async Task Settle(int width, int height, ColorScheme scheme)
    {
        await visit.Page.SetViewportSizeAsync(width, height);
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await visit.Page.EvaluateAsync("scrollTo(0, 0)");
        // Finite transitions run to their end, or a colour half way would be judged; endless ones are part of the look.
        await visit.Page.EvaluateAsync("Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().iterations !== Infinity).map(a => a.finished.catch(() => 0)))");
    }
}
