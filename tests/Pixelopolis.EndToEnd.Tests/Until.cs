namespace Pixelopolis.EndToEnd.Tests;

/// <summary>Waits for real programs: asks again until it is so, and fails with words when it never is.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<Task<bool>> so, TimeSpan patience, string otherwise, CancellationToken cancel)
    {
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var end = TimeProvider.System.GetTimestamp();
        while (!await so())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(end) < patience, otherwise);
            await pulse.WaitForNextTickAsync(cancel);
        }
    }
}
