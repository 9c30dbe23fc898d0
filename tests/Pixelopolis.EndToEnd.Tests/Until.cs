namespace Pixelopolis.EndToEnd.Tests;

/// <summary>Waits for real programs: asks again until it is so, and fails with words when it never is.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<Task<bool>> so, TimeSpan patience, Func<Task<string>> otherwise, CancellationToken cancel)
    {
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var end = TimeProvider.System.GetTimestamp();
        while (!await so())
        {
            if (TimeProvider.System.GetElapsedTime(end) >= patience) Assert.Fail(await otherwise());
            await pulse.WaitForNextTickAsync(cancel);
        }
    }
}
