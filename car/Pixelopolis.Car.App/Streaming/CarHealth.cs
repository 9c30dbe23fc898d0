using System.Text.Json;
using System.Text.Json.Serialization;
using Pixelopolis.Car.App.Driving;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>Body of the car's own <c>GET /health</c>. Seconds, metres, volts; latencies in milliseconds since the start.</summary>
/// <param name="State"><c>driving</c>, <c>standing</c> or <c>fault</c>.</param>
/// <param name="Hold">Why it stands; <c>None</c> when it drives.</param>
/// <param name="HoldFor">For how long already.</param>
/// <param name="Detector">Left out where the car has none.</param>
public sealed record CarHealth(
    string Serial, string State, string Hold, string HoldInWords, double HoldFor, string? Fault, double Uptime, double Speed, double LocalizationScore,
    CameraFigures Camera, LatencyFigures Latency, LinkFigures Link, FleetFigures Fleet, ModelFigures Model, MapFigures Map, StreamFigures Stream, string DriveThread, DetectorFigures? Detector = null);

/// <summary>Frames since the start; <paramref name="FramesPerSecond"/> over the last seconds; age of the newest, from light.</summary>
public sealed record CameraFigures(string Name, long Frames, double FramesPerSecond, double FrameAge, long Dropped, long Connects, string? Fault, string? Note);

/// <summary>From a frame's arrival to its command's being decided and handed over, and to its bytes' having been written.</summary>
public sealed record LatencyFigures(LatencySummary FrameToCommand, LatencySummary FrameToSerial);

public sealed record LinkFigures(string State, double? StatusAge, double? BatteryVolts, double? BatteryPercent, string Faults, string? Complaint);

public sealed record FleetFigures(bool Connected, long Connects, long StatesSent, long MailRefused, string OrderId, string? Complaint);

/// <param name="Path">Of its file.</param>
/// <param name="Sha256">Of its file.</param>
/// <param name="Outputs">4: one for each intent; or 1.</param>
/// <param name="View">What of the frame it looks at.</param>
/// <param name="Runs">On what, and why not on what was tried before.</param>
public sealed record ModelFigures(string Path, string Sha256, int Outputs, string View, string Runs = "cpu, 1 thread");

/// <summary>The detector: what it is and how it does. <paramref name="Age"/> is the newest sight's, from light; <paramref name="Fault"/> ended it.</summary>
/// <param name="Input">Its picture, pixels.</param>
/// <param name="Region">Of the frame, in fractions: left, top, right, bottom.</param>
/// <param name="FrameToSight">From a frame's arrival to what was seen in it.</param>
/// <param name="Found">In the newest.</param>
public sealed record DetectorFigures(string Path, string Sha256, string Runs, string Input, string Region, int Classes, long Sights, double SightsPerSecond, double Age, int Found,
    LatencySummary FrameToSight, string? Fault);

public sealed record MapFigures(string Id, string Version, string Origin);

public sealed record StreamFigures(int Viewers, int OverlayViewers);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CarHealth))]
public sealed partial class CarHealthJson : JsonSerializerContext;
