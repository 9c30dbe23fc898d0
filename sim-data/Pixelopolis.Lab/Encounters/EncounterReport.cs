using System.Text.Json;
using System.Text.Json.Serialization;
using Pixelopolis.Drives.Encounters;

namespace Pixelopolis.Lab.Encounters;

/// <summary>What <c>evaluate encounters --out</c> writes. Metres, seconds, m/s; a mean of nothing is left out.</summary>
internal sealed record EncounterReport(string City, ulong Seed, string Sight, IReadOnlyList<EncounterRow> Kinds, IReadOnlyList<EncounterRow> Appearing, IReadOnlyList<EncounterLine> Encounters)
{
    public string ToJson() => JsonSerializer.Serialize(this, EncounterReportJson.Default.EncounterReport);
}

/// <summary>The encounters of one kind, or of one distance.</summary>
internal sealed record EncounterRow(string Name, int Count, int Touched, double? ImpactSpeed, int Stopped, double? StandingGap, double? LeastGap, double? RestartSeconds, int Finished)
{
    public static EncounterRow Of(string name, IReadOnlyCollection<EncounterResult> all) => new(name, all.Count, all.Count(r => r.Touched),
        Mean(all.Where(r => r.Touched).Select(r => r.ImpactSpeed)), all.Count(r => r.Stopped), Mean(all.Select(r => r.StandingGap)),
        all.Count == 0 ? null : Rounded(all.Min(r => r.LeastGap)), Mean(all.Select(r => r.RestartSeconds)), all.Count(r => r.Finished));

    private static double? Mean(IEnumerable<double> values)
    {
        var known = values.Where(double.IsFinite).ToArray();
        return known.Length == 0 ? null : Rounded(known.Average());
    }

    internal static double? Rounded(double value) => double.IsFinite(value) ? Math.Round(value, 3) : null;
}

/// <summary>One encounter, with the seed that makes it again.</summary>
internal sealed record EncounterLine(string Kind, ulong Seed, bool Touched, double? ImpactSpeed, double? StandingGap, double? LeastGap, double? RestartSeconds, bool Finished, string Note)
{
    public static EncounterLine Of(EncounterResult r) => new($"{r.Kind}", r.Seed, r.Touched, r.Touched ? EncounterRow.Rounded(r.ImpactSpeed) : null, EncounterRow.Rounded(r.StandingGap),
        EncounterRow.Rounded(r.LeastGap), EncounterRow.Rounded(r.RestartSeconds), r.Finished, r.Note);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EncounterReport))]
internal sealed partial class EncounterReportJson : JsonSerializerContext;
