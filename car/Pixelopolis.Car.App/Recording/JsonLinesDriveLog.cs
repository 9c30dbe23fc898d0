using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pixelopolis.Car.Reporting;

namespace Pixelopolis.Car.App.Recording;

/// <summary>A file for each stop: the first line is the head, each other one a turn of the drive loop. The oldest files give way.</summary>
public sealed class JsonLinesDriveLog(string folder, Action<string> say) : IDriveLog
{
    public const int MostFiles = 50;

    public void Keep(DriveLogHead head, ReadOnlySpan<DriveReport> turns)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, $"stop-{head.KeptAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'.'fff'Z'", CultureInfo.InvariantCulture)}-{head.Why}.jsonl");
            using (var file = File.Create(path + ".new"))
            {
                JsonSerializer.Serialize(file, head, DriveLogJson.Default.DriveLogHead);
                foreach (ref readonly var turn in turns)
                {
                    file.Write("\n"u8);
                    JsonSerializer.Serialize(file, turn, DriveLogJson.Default.DriveReport);
                }
                file.Write("\n"u8);
            }
            File.Move(path + ".new", path, overwrite: true);
            foreach (var old in Directory.GetFiles(folder, "stop-*.jsonl").Order(StringComparer.Ordinal).SkipLast(MostFiles)) File.Delete(old);
            say($"black box: {head.Why}: {path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            say($"black box: the last minute could not be kept: {e.Message}");
        }
    }

    /// <summary>Reads a file back.</summary>
    /// <exception cref="JsonException">A line is no such record.</exception>
    public static (DriveLogHead Head, IReadOnlyList<DriveReport> Turns) Read(string path)
    {
        var lines = File.ReadLines(path).ToArray();
        return (JsonSerializer.Deserialize(lines[0], DriveLogJson.Default.DriveLogHead)!,
            [.. lines.Skip(1).Select(line => JsonSerializer.Deserialize(line, DriveLogJson.Default.DriveReport))]);
    }
}

/// <summary>Doubles are written so that they read back to the same bits; what is not a number by its name.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SightJson)])]
[JsonSerializable(typeof(DriveLogHead))]
[JsonSerializable(typeof(DriveReport))]
internal sealed partial class DriveLogJson : JsonSerializerContext;
