using System.Globalization;
using Pixelopolis.Datasets.Lane;
using Pixelopolis.Datasets.Lane.Collecting;
using Spectre.Console;

namespace Pixelopolis.Training.Reporting;

/// <summary>Collects data before the eyes of whoever started it.</summary>
internal static class CollectConsole
{
    /// <returns>What stands in the way, or null.</returns>
    public static async Task<LaneDatasetFault?> WatchAsync(LaneCollectOptions options, Func<Action<int, int>, Task<LaneDatasetFault?>> collect)
    {
        if (Console.IsOutputRedirected) return await collect(Lines(options));
        return await AnsiConsole.Progress().Columns(LaneProgressBar.Columns).StartAsync(live =>
        {
            var task = live.AddTask("driving through cities", maxValue: options.Cities);
            return collect((cities, frames) =>
            {
                task.Value = cities;
                task.Description = string.Create(CultureInfo.InvariantCulture, $"city {cities} of {options.Cities}: {frames:n0} frames");
            });
        });
    }

    private static Action<int, int> Lines(LaneCollectOptions options) => (cities, frames) =>
    {
        if (cities % 10 == 0 || cities == options.Cities) Console.WriteLine($"city {cities} of {options.Cities}: {frames} frames");
    };
}
