using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pixelopolis.Fleet.Contracts.Vda5050;

/// <summary>Holds a JSON value against a record's shape, so that what is missing, mistyped or too long is named with its path.</summary>
internal static class VdaShape
{
    private static readonly JsonSerializerOptions Options = VdaJsonContext.Default.Options;

    public static VdaReadError? FirstFault(JsonElement value, JsonTypeInfo type) => Check(value, type, "$");

    private static VdaReadError? Check(JsonElement value, JsonTypeInfo type, string path) => type.Kind switch
    {
        JsonTypeInfoKind.Object => CheckObject(value, type, path),
        JsonTypeInfoKind.Enumerable => CheckArray(value, type, path),
        JsonTypeInfoKind.Dictionary => CheckDictionary(value, type, path),
        _ => CheckScalar(value, type, path),
    };

    private static VdaReadError? CheckObject(JsonElement value, JsonTypeInfo type, string path)
    {
        if (value.ValueKind != JsonValueKind.Object) return WrongType(value, path, "an object");
        foreach (var property in type.Properties)
        {
            var at = $"{path}.{property.Name}";
            if (!value.TryGetProperty(property.Name, out var field))
            {
                if (property.IsRequired) return new(VdaFault.MissingRequired, at, "required field is missing");
                continue;
            }
            var shape = Options.GetTypeInfo(property.PropertyType);
            if (field.ValueKind == JsonValueKind.Null && !property.IsRequired) continue;
            if (Check(field, shape, at) is { } fault) return fault;
        }
        return null;
    }

    private static VdaReadError? CheckArray(JsonElement value, JsonTypeInfo type, string path)
    {
        if (value.ValueKind != JsonValueKind.Array) return WrongType(value, path, "an array");
        if (value.GetArrayLength() > VdaLimits.MaxArray) return TooLarge(path, $"{value.GetArrayLength()} elements, at most {VdaLimits.MaxArray} are read");
        var element = Options.GetTypeInfo(type.ElementType!);
        var index = 0;
        foreach (var item in value.EnumerateArray())
            if (Check(item, element, $"{path}[{index++}]") is { } fault) return fault;
        return null;
    }

    private static VdaReadError? CheckDictionary(JsonElement value, JsonTypeInfo type, string path)
    {
        if (value.ValueKind != JsonValueKind.Object) return WrongType(value, path, "an object");
        var element = Options.GetTypeInfo(type.ElementType!);
        var count = 0;
        foreach (var field in value.EnumerateObject())
        {
            if (++count > VdaLimits.MaxArray) return TooLarge(path, $"more than {VdaLimits.MaxArray} fields");
            if (Check(field.Value, element, $"{path}['{field.Name}']") is { } fault) return fault;
        }
        return null;
    }

    private static VdaReadError? CheckScalar(JsonElement value, JsonTypeInfo info, string path)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Length > VdaLimits.MaxText)
            return TooLarge(path, $"{value.GetString()!.Length} characters, at most {VdaLimits.MaxText} are read");
        var wanted =
            type == typeof(string) ? (value.ValueKind == JsonValueKind.String ? null : "a string")
            : type == typeof(bool) ? (value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "true or false")
            : type == typeof(double) ? (IsFinite(value) ? null : "a finite number")
            : type == typeof(uint) ? (value.ValueKind == JsonValueKind.Number && value.TryGetUInt32(out _) ? null : "a whole number from 0 to 4294967295")
            : type == typeof(int) ? (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _) ? null : "a whole number")
            : type == typeof(DateTimeOffset) ? (IsTime(value) ? null : "an ISO 8601 time in UTC such as 2026-03-18T09:05:07.25Z")
            : type.IsEnum ? NotNamed(value, type)
            : type == typeof(ParameterValue) && value.ValueKind == JsonValueKind.Number ? (IsFinite(value) ? null : "a finite number")
            : null;
        return wanted is null ? null : WrongType(value, path, wanted);
    }

    private static bool IsFinite(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number);

    private static bool IsTime(JsonElement value) => value.ValueKind == JsonValueKind.String && TimestampJson.TryParse(value.GetString()!, out _);

    private static string? NotNamed(JsonElement value, Type type)
    {
        var names = Enum.GetNames(type).Select(n => n.ToUpperInvariant()).ToArray();
        return value.ValueKind == JsonValueKind.String && names.Contains(value.GetString()) ? null : $"one of {string.Join(", ", names)}";
    }

    private static VdaReadError TooLarge(string path, string detail) => new(VdaFault.TooLarge, path, detail);

    private static VdaReadError WrongType(JsonElement value, string path, string wanted)
    {
        var found = value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? value.ValueKind.ToString().ToLowerInvariant() : value.GetRawText();
        return new(VdaFault.WrongType, path, $"must be {wanted}, is {(found.Length > 60 ? found[..60] + "…" : found)}");
    }
}
