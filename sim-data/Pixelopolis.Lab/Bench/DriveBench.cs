using System.Text.Json;
using Pixelopolis.Lab.Drive;

namespace Pixelopolis.Lab.Bench;

/// <summary>What <c>bench drive --out</c> writes: simulated seconds per second of the wall's clock, for one car with camera and inference.</summary>
internal sealed record DriveBenchReport(string City, ulong Seed, int Cores, IReadOnlyList<DriveBenchRow> Rows)
{
    public string ToJson() => JsonSerializer.Serialize(this, BenchJson.Default.DriveBenchReport);
}

/// <param name="Drawn">What of every frame is drawn.</param>
/// <param name="Trips">Driven.</param>
/// <param name="Completed">Of these: the same in every row, for the rows the model reads are the same bytes.</param>
/// <param name="RealTimeFactor">Simulated seconds per second.</param>
/// <param name="MillisecondsPerFrame">Of wall time for each of the car's 20 frames a second, all that happens between them included.</param>
internal sealed record DriveBenchRow(string Drawn, int Trips, int Completed, double RealTimeFactor, double MillisecondsPerFrame);

/// <summary>Times the lockstep simulator on the same trips, with only the rows the model reads drawn and with whole frames.</summary>
internal static class DriveBench
{
    public const string ModelRows = "the rows the model reads";
    public const string WholeFrames = "whole frames";
    private const double FramePeriod = 50;

    public static DriveBenchReport Run(DriveRequest request, Action<string>? row = null, CancellationToken cancel = default)
    {
        // The first trip of a process pays for compiling everything.
        DriveRun.Run(request with { Trips = 1 }, cancel: cancel);
        DriveRun.Run(request with { Trips = 1, WholeFrame = true }, cancel: cancel);
        return new DriveBenchReport(request.City.Id, request.Seed, Environment.ProcessorCount, [Row(ModelRows, whole: false), Row(WholeFrames, whole: true)]);

        DriveBenchRow Row(string drawn, bool whole)
        {
            row?.Invoke(drawn);
            var summary = DriveRun.Run(request with { WholeFrame = whole }, cancel: cancel).Summary;
            return new DriveBenchRow(drawn, summary.Trips, summary.Completed, summary.RealTimeFactor, Math.Round(FramePeriod / Math.Max(1e-9, summary.RealTimeFactor), 2));
        }
    }
}
