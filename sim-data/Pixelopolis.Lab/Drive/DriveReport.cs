using System.Text.Json;
using System.Text.Json.Serialization;
using Pixelopolis.Drives.Session;

namespace Pixelopolis.Lab.Drive;

/// <summary>What <c>drive --out</c> writes. Seconds and metres.</summary>
internal sealed record DriveReport(string City, ulong Seed, IReadOnlyList<DriveTrip> Trips, DriveSummary Summary)
{
    public static DriveReport Of(SessionScore score, double wallSeconds) => new(score.City, score.Seed,
        [.. score.Trips.Select(t => new DriveTrip(t.Completed, Math.Round(t.Seconds, 2), Math.Round(t.Metres, 3), t.Collisions, t.LaneDepartures,
            Math.Round(t.LateralErrorP95, 4), t.Reason) { StraightDepartures = t.StraightDepartures, Car = t.Car, From = t.From, To = t.To, StopError = Math.Round(t.StopError, 4) })],
        new DriveSummary(score.Trips.Count, score.Completed, score.Collisions, score.LaneDepartures, Math.Round(score.Metres, 2),
            Math.Round(score.LateralErrorP95, 4), Math.Round(score.IntersectionErrorP95, 4), Math.Round(score.SimulatedSeconds / Math.Max(1e-9, wallSeconds), 2)));

    public string ToJson() => JsonSerializer.Serialize(this, DriveReportJson.Default.DriveReport);
}

internal sealed record DriveTrip(bool Completed, double Seconds, double Metres, int Collisions, int LaneDepartures, double LateralErrorP95, string? Reason)
{
    public int StraightDepartures { get; init; }
    public string? Car { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public double StopError { get; init; }
}

internal sealed record DriveSummary(int Trips, int Completed, int Collisions, int LaneDepartures, double Metres, double LateralErrorP95,
    double IntersectionErrorP95, double RealTimeFactor);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DriveReport))]
internal sealed partial class DriveReportJson : JsonSerializerContext;
