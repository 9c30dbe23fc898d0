using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pixelopolis.Car;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Perception;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Drives.Tape;

/// <summary>
/// One line of a tape: the lane model is named (SHA-256), the car was put down, an order came, instant actions came, or a drive step was
/// made. Exactly one is set.
/// </summary>
public sealed record TapeLine(string? Model = null, TapePut? Put = null, JsonElement? Order = null, JsonElement? Actions = null, TapeStep? Step = null);

/// <summary>The operator put the car down.</summary>
public sealed record TapePut(double X, double Y, double Theta, string MapId, string NodeId);

/// <summary>A drive step: all it was told, and the wheel velocities (rad/s), hold and place that came of it. A sight stands in the first step that was told it and holds until the next.</summary>
public sealed record TapeStep(double Now, uint Frame, double CapturedAt, float[] Steering, double? StopLine, uint BoardTime, int LeftTicks, int RightTicks,
    float LeftSpeed, float RightSpeed, ushort Millivolts, ushort Faults, double? StatusAt, bool Paused, float Left, float Right, string Hold, double S,
    TapeSight? Sight = null);

/// <summary>What the detector saw in a frame.</summary>
public sealed record TapeSight(uint Frame, double CapturedAt, IReadOnlyList<TapeDetection> Found);

/// <summary>Its class as a word, its score, and its box in fractions of the frame.</summary>
public sealed record TapeDetection(string Class, float Score, float Left, float Top, float Right, float Bottom);

/// <summary>
/// A recorded drive as JSON lines: recorded tensors and sensor values, and the motor commands they led to. Played again through the same
/// code it gives the same commands, to the last bit; a change in behaviour shows as a difference.
/// </summary>
public sealed class DriveTape
{
    private readonly List<string> _lines = [];
    private SightReading _sight;

    public IReadOnlyList<string> Lines => _lines;

    /// <param name="sha256">Of the lane model that steers.</param>
    public void Model(string sha256) => Add(new TapeLine(Model: sha256));

    public void Put(Pose pose, string mapId, string nodeId) => Add(new TapeLine(Put: new TapePut(pose.X, pose.Y, pose.Theta, mapId, nodeId)));

    public void Mail(in FleetMail mail)
    {
        if (mail.Order is { } order) Add(new TapeLine(Order: Json(order)));
        if (mail.Actions is { } actions) Add(new TapeLine(Actions: Json(actions)));
    }

    public void Step(in DriveInput input, in DriveOutput output)
    {
        var line = Line(input, output);
        Add(new TapeLine(Step: input.Sight == _sight ? line : line with { Sight = Written(input.Sight) }));
        _sight = input.Sight;
    }

    internal static TapeStep Line(in DriveInput input, in DriveOutput output) => new(input.Now, input.Lane.Frame, input.Lane.CapturedAt,
        [input.Lane.Follow, input.Lane.Left, input.Lane.Straight, input.Lane.Right], double.IsNaN(input.Lane.StopLineAhead) ? null : input.Lane.StopLineAhead,
        input.Status.BoardTime, input.Status.LeftTicks, input.Status.RightTicks, input.Status.LeftVelocity, input.Status.RightVelocity, input.Status.BatteryMillivolts, (ushort)input.Status.Faults,
        double.IsNaN(input.StatusAt) ? null : input.StatusAt, input.Paused, output.Command.LeftVelocity, output.Command.RightVelocity, output.Hold.ToString(), output.At.S);

    internal static DriveInput Input(TapeStep step, in SightReading sight) => new(step.Now,
        new(step.Frame, step.CapturedAt, step.Steering[0], step.Steering[1], step.Steering[2], step.Steering[3], step.StopLine ?? double.NaN),
        new BoardStatus(step.BoardTime, step.LeftTicks, step.RightTicks, step.LeftSpeed, step.RightSpeed, step.Millivolts, Buttons.None, (BoardFaults)step.Faults, Leds.None, CommandRefusal.None, 0, 0),
        step.StatusAt ?? double.NaN, step.Paused, sight);

    internal static SightReading Sight(TapeSight sight) =>
        new(sight.Frame, sight.CapturedAt, [.. sight.Found.Select(d => new Detection(ObjectClasses.Of(d.Class), d.Score, d.Left, d.Top, d.Right, d.Bottom))]);

    internal static FleetMail? Mail(TapeLine line) =>
        line.Order is { } order ? new FleetMail(Order: VdaJson.ReadOrder(Utf8(order)).Message!)
        : line.Actions is { } actions ? new FleetMail(Actions: VdaJson.ReadInstantActions(Utf8(actions)).Message!)
        : null;

    internal static TapeLine Read(string line) => JsonSerializer.Deserialize(line, TapeJson.Default.TapeLine)!;

    private static TapeSight Written(SightReading sight) =>
        new(sight.Frame, sight.CapturedAt, [.. sight.Found().ToArray().Select(d => new TapeDetection(ObjectClasses.Word(d.Class), d.Score, d.Left, d.Top, d.Right, d.Bottom))]);

    private static JsonElement Json(VdaMessage message) => JsonSerializer.Deserialize(VdaJson.Write(message), TapeJson.Default.JsonElement);

    private static byte[] Utf8(JsonElement json) => Encoding.UTF8.GetBytes(json.GetRawText());

    private void Add(TapeLine line) => _lines.Add(JsonSerializer.Serialize(line, TapeJson.Default.TapeLine));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TapeLine))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class TapeJson : JsonSerializerContext;
