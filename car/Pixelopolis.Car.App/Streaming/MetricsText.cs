using System.Globalization;
using System.Text;
using Pixelopolis.Car.App.Driving;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>The health figures as Prometheus text (exposition format 0.0.4).</summary>
public static class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Upper bounds of the latencies' buckets, seconds: half milliseconds where a car should be, coarser where it should not.</summary>
    private static readonly double[] Bounds =
        [.. Enumerable.Range(1, 60).Select(i => i / 2000.0), 0.035, 0.04, 0.05, 0.075, 0.1, 0.15, 0.2, double.PositiveInfinity];

    /// <param name="health">Of the moment.</param>
    /// <param name="memory">Of the drive loop.</param>
    /// <param name="toCommand">From a frame's arrival to its command's being decided and handed over.</param>
    /// <param name="toSerial">From a frame's arrival to its command's bytes having been written.</param>
    /// <param name="toSight">From a frame's arrival to what the detector saw in it; null without one.</param>
    public static string Of(CarHealth health, DriveMemory memory, LatencyHistogram toCommand, LatencyHistogram toSerial, LatencyHistogram? toSight = null)
    {
        var text = new StringBuilder();
        var (latency, serial) = (health.Latency, health.Latency.FrameToSerial);
        Add("pixelopolis_car_frames_total", "counter", "Camera frames.", health.Camera.Frames);
        Add("pixelopolis_car_frames_per_second", "gauge", "Camera frames over the last seconds.", health.Camera.FramesPerSecond);
        Add("pixelopolis_car_frames_driven_total", "counter", "Camera frames that were driven on; a newer one overtook the others.", memory.Frames);
        Add("pixelopolis_car_drive_allocating_frames_total", "counter", "Frames whose driving allocated managed memory.", memory.Allocating);
        Add("pixelopolis_car_drive_allocated_bytes_total", "counter", "Managed memory allocated by driving on frames.", memory.Bytes);
        Add("pixelopolis_car_frame_to_command_p50_milliseconds", "gauge", "Frame's arrival to command decided.", latency.FrameToCommand.P50);
        Add("pixelopolis_car_frame_to_command_p99_milliseconds", "gauge", "Frame's arrival to command decided.", latency.FrameToCommand.P99);
        Add("pixelopolis_car_frame_to_command_max_milliseconds", "gauge", "Frame's arrival to command decided.", latency.FrameToCommand.Max);
        Add("pixelopolis_car_frame_to_serial_p50_milliseconds", "gauge", "Frame's arrival to command's bytes written.", serial.P50);
        Add("pixelopolis_car_frame_to_serial_p99_milliseconds", "gauge", "Frame's arrival to command's bytes written.", serial.P99);
        Add("pixelopolis_car_frame_to_serial_max_milliseconds", "gauge", "Frame's arrival to command's bytes written.", serial.Max);
        Histogram("pixelopolis_car_frame_to_command_seconds", "Frame's arrival to command decided.", toCommand);
        Histogram("pixelopolis_car_frame_to_serial_seconds", "Frame's arrival to command's bytes written.", toSerial);
        if (health.Detector is { } detector && toSight is not null)
        {
            Add("pixelopolis_car_sights_total", "counter", "Frames the detector looked at.", detector.Sights);
            Add("pixelopolis_car_sight_age_seconds", "gauge", "Since the light of the newest frame it looked at; -1 before the first.", detector.Age);
            Add("pixelopolis_car_detector_failed", "gauge", "1 once it has failed: the car goes on without.", detector.Fault is null ? 0 : 1);
            Histogram("pixelopolis_car_frame_to_sight_seconds", "Frame's arrival to what the detector saw in it.", toSight);
        }
        Add("pixelopolis_car_commands_total", "counter", "Commands written to the board.", serial.Count);
        Add("pixelopolis_car_speed_metres_per_second", "gauge", "Commanded.", health.Speed);
        Add("pixelopolis_car_localization_score", "gauge", "0 to 1.", health.LocalizationScore);
        Add("pixelopolis_car_battery_volts", "gauge", "At the battery, under load.", health.Link.BatteryVolts ?? double.NaN);
        Add("pixelopolis_car_fleet_connected", "gauge", "1 while the broker is there.", health.Fleet.Connected ? 1 : 0);
        Add("pixelopolis_car_stream_viewers", "gauge", "Of both pictures.", health.Stream.Viewers + health.Stream.OverlayViewers);
        return text.ToString();

        void Add(string name, string type, string help, double value)
        {
            Head(name, type, help);
            Line(name, "", value);
        }

        void Histogram(string name, string help, LatencyHistogram histogram)
        {
            Head(name, "histogram", help);
            var below = histogram.Below(Bounds);
            for (var i = 0; i < Bounds.Length; i++)
                Line($"{name}_bucket", double.IsInfinity(Bounds[i]) ? ",le=\"+Inf\"" : string.Create(CultureInfo.InvariantCulture, $",le=\"{Bounds[i]}\""), below[i]);
            Line($"{name}_sum", "", histogram.Sum);
            Line($"{name}_count", "", below[^1]);
        }

        void Head(string name, string type, string help) => text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

        void Line(string name, string label, double value) => text.Append(CultureInfo.InvariantCulture, $"{name}{{serial=\"{health.Serial}\"{label}}} {value}\n");
    }
}
