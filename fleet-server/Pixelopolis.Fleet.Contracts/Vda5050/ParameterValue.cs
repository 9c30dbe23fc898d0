using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pixelopolis.Fleet.Contracts.Vda5050;

/// <summary>An action parameter's value: text, a number, a flag, or any other JSON kept as it came.</summary>
[JsonConverter(typeof(ParameterValueJson))]
public sealed record ParameterValue
{
    public string? Text { get; private init; }
    public double? Number { get; private init; }
    public bool? Flag { get; private init; }

    /// <summary>An array, an object or null, as JSON text.</summary>
    public string? OtherJson { get; private init; }

    public static ParameterValue Of(string text) => new() { Text = text };
    public static ParameterValue Of(double number) => new() { Number = number };
    public static ParameterValue Of(bool flag) => new() { Flag = flag };
    public static ParameterValue OfJson(string json) => new() { OtherJson = json };
}

internal sealed class ParameterValueJson : JsonConverter<ParameterValue>
{
    public override bool HandleNull => true;

    public override ParameterValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String: return ParameterValue.Of(reader.GetString()!);
            case JsonTokenType.Number: return ParameterValue.Of(reader.GetDouble());
            case JsonTokenType.True: return ParameterValue.Of(true);
            case JsonTokenType.False: return ParameterValue.Of(false);
            default:
                using (var document = JsonDocument.ParseValue(ref reader)) return ParameterValue.OfJson(document.RootElement.GetRawText());
        }
    }

    public override void Write(Utf8JsonWriter writer, ParameterValue value, JsonSerializerOptions options)
    {
        if (value.Text is { } text) writer.WriteStringValue(text);
        else if (value.Number is { } number) writer.WriteNumberValue(number);
        else if (value.Flag is { } flag) writer.WriteBooleanValue(flag);
        else writer.WriteRawValue(value.OtherJson ?? "null");
    }
}
