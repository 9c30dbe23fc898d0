using System.Text.Json;
using System.Text.Json.Serialization;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Recording;

/// <summary>A sight as JSON: the frame's number and time, and for each detection its class's word, its score and its box (left, top, right, bottom in fractions of the frame).</summary>
internal sealed class SightJson : JsonConverter<SightReading>
{
    public override SightReading Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        return new SightReading(json.GetProperty("frame").GetUInt32(), json.GetProperty("capturedAt").GetDouble(), [.. json.GetProperty("found").EnumerateArray().Select(Detection)]);
    }

    public override void Write(Utf8JsonWriter writer, SightReading value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("frame", value.Frame);
        writer.WriteNumber("capturedAt", value.CapturedAt);
        writer.WriteStartArray("found");
        foreach (ref readonly var d in value.Found())
        {
            writer.WriteStartArray();
            writer.WriteStringValue(ObjectClasses.Word(d.Class));
            writer.WriteNumberValue(d.Score);
            writer.WriteNumberValue(d.Left);
            writer.WriteNumberValue(d.Top);
            writer.WriteNumberValue(d.Right);
            writer.WriteNumberValue(d.Bottom);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static Detection Detection(JsonElement d) =>
        new(ObjectClasses.Of(d[0].GetString()!), d[1].GetSingle(), d[2].GetSingle(), d[3].GetSingle(), d[4].GetSingle(), d[5].GetSingle());
}
