using System.Globalization;

namespace Pixelopolis.Lab.Bench;

/// <summary>A car's <c>/metrics</c> at one moment: counters since its start.</summary>
/// <param name="Frames">That arrived.</param>
/// <param name="Driven">That were driven on; a newer one overtook the others.</param>
/// <param name="Commands">Written to the board.</param>
/// <param name="AllocatingFrames">Whose driving allocated managed memory.</param>
/// <param name="AllocatedBytes">What those allocated.</param>
/// <param name="Speed">Commanded, m/s.</param>
/// <param name="ToSerial">Frame's arrival to command's bytes written.</param>
internal sealed record CarSample(long Frames, long Driven, long Commands, long AllocatingFrames, long AllocatedBytes, double Speed, LatencyCounts ToSerial)
{
    private const string Prefix = "pixelopolis_car_";
    private const string Latency = Prefix + "frame_to_serial";

    /// <exception cref="FormatException">A figure is missing or not a number: another program answered.</exception>
    public static CarSample Read(string metrics)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        var buckets = new List<LatencyBucket>();
        foreach (var line in metrics.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (open, space) = (line.IndexOf('{', StringComparison.Ordinal), line.LastIndexOf(' '));
            if (line[0] == '#' || open < 0 || space < open) continue;
            var (name, value) = (line[..open], double.Parse(line.AsSpan(space), CultureInfo.InvariantCulture));
            if (name == Latency + "_seconds_bucket") buckets.Add(new LatencyBucket(Bound(line), (long)value));
            else values[name] = value;
        }
        return new CarSample(Count("frames_total"), Count("frames_driven_total"), Count("commands_total"), Count("drive_allocating_frames_total"),
            Count("drive_allocated_bytes_total"), Value("speed_metres_per_second"), new LatencyCounts(buckets, Value("frame_to_serial_max_milliseconds") / 1000));

        double Value(string name) => values.TryGetValue(Prefix + name, out var value) ? value : throw new FormatException($"the car's metrics lack {Prefix}{name}");
        long Count(string name) => (long)Value(name);
    }

    private static double Bound(string line)
    {
        const string Label = "le=\"";
        var from = line.IndexOf(Label, StringComparison.Ordinal) + Label.Length;
        var text = line.AsSpan(from, line.IndexOf('"', from) - from);
        return text is "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
