using System.Globalization;
using System.Text;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>The health figures as Prometheus text (exposition format 0.0.4).</summary>
public static class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Of(CarHealth health)
    {
        var text = new StringBuilder();
        var (latency, serial) = (health.Latency, health.Latency.FrameToSerial);
        Add("pixelopolis_car_frames_total", "counter", "Camera frames.", health.Camera.Frames);
        Add("pixelopolis_car_frames_per_second", "gauge", "Camera frames over the last seconds.", health.Camera.FramesPerSecond);
        Add("pixelopolis_car_frame_to_command_p50_milliseconds", "gauge", "Frame's arrival to command decided.", latency.FrameToCommand.P50);
        Add("pixelopolis_car_frame_to_command_p99_milliseconds", "gauge", "Frame's arrival to command decided.", latency.FrameToCommand.P99);
        Add("pixelopolis_car_frame_to_command_max_milliseconds", "gauge", "Frame's arrival to command decided.", latency.FrameToCommand.Max);
        Add("pixelopolis_car_frame_to_serial_p50_milliseconds", "gauge", "Frame's arrival to command's bytes written.", serial.P50);
        Add("pixelopolis_car_frame_to_serial_p99_milliseconds", "gauge", "Frame's arrival to command's bytes written.", serial.P99);
        Add("pixelopolis_car_frame_to_serial_max_milliseconds", "gauge", "Frame's arrival to command's bytes written.", serial.Max);
        Add("pixelopolis_car_commands_total", "counter", "Commands written to the board.", serial.Count);
        Add("pixelopolis_car_speed_metres_per_second", "gauge", "Commanded.", health.Speed);
        Add("pixelopolis_car_localization_score", "gauge", "0 to 1.", health.LocalizationScore);
        Add("pixelopolis_car_battery_volts", "gauge", "At the battery, under load.", health.Link.BatteryVolts ?? double.NaN);
        Add("pixelopolis_car_fleet_connected", "gauge", "1 while the broker is there.", health.Fleet.Connected ? 1 : 0);
        Add("pixelopolis_car_stream_viewers", "gauge", "Of both pictures.", health.Stream.Viewers + health.Stream.OverlayViewers);
        return text.ToString();

        void Add(string name, string type, string help, double value) =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n{name}{{serial=\"{health.Serial}\"}} {value}\n");
    }
}
