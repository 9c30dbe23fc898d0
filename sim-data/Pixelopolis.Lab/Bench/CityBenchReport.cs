using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pixelopolis.Lab.Bench;

/// <summary>What <c>bench city --out</c> writes. Latencies in milliseconds, CPU in percent of one core.</summary>
/// <param name="City">The map's id.</param>
/// <param name="Seconds">Watched, after the warm-up.</param>
/// <param name="Cores">That the system shows.</param>
/// <param name="Cars">One row for each.</param>
/// <param name="Programs">The rest: the server, and the simulator with its cameras and boards.</param>
/// <param name="RidesArrived">While it was watched.</param>
/// <param name="RidesFailed">That ended otherwise, warm-up included.</param>
internal sealed record CityBenchReport(string City, double Seconds, int Cores, IReadOnlyList<CarBench> Cars, IReadOnlyList<ProgramBench> Programs, int RidesArrived, int RidesFailed)
{
    public string ToJson() => JsonSerializer.Serialize(this, BenchJson.Default.CityBenchReport);
}

/// <summary>One car. A frame is missed when a newer one overtook it before it was driven on.</summary>
/// <param name="Serial">The car's.</param>
/// <param name="Frames">That arrived whole in the car's process.</param>
/// <param name="FramesPerSecond">Of these; the camera gives 20.</param>
/// <param name="Driven">Of these.</param>
/// <param name="Missed">The others.</param>
/// <param name="Commands">Whose bytes were written to the serial device.</param>
/// <param name="FrameToMotorP50">From the frame's last byte having arrived in the car's process to its motor command's bytes having been written.</param>
/// <param name="FrameToMotorP99">As that.</param>
/// <param name="FrameToMotorMax">As that; to the half millisecond unless it is the greatest since the car's start.</param>
/// <param name="CpuPercent">Of the car's whole process.</param>
/// <param name="AllocatedBytesPerFrame">Managed memory, on the drive loop's thread, over all frames driven.</param>
/// <param name="AllocatingFrames">Frames that allocated anything: a node was passed, a trip began or ended.</param>
/// <param name="MovingPercent">Looks, once a second, at which it was told to move.</param>
internal sealed record CarBench(string Serial, long Frames, double FramesPerSecond, long Driven, long Missed, long Commands, double? FrameToMotorP50, double? FrameToMotorP99,
    double? FrameToMotorMax, double CpuPercent, double AllocatedBytesPerFrame, long AllocatingFrames, double MovingPercent);

internal sealed record ProgramBench(string Name, double CpuPercent);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CityBenchReport))]
[JsonSerializable(typeof(DriveBenchReport))]
[JsonSerializable(typeof(DetectorBenchReport))]
internal sealed partial class BenchJson : JsonSerializerContext;
