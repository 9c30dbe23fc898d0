using System.Text.Json;
using Pixelopolis.City.Checking;
using static Pixelopolis.City.Checking.MapFaultKind;

namespace Pixelopolis.City.Lif;

/// <summary>One JSON value of a LIF file and its path; what is missing or of the wrong type is noted there, and reading goes on.</summary>
internal readonly struct LifElement(JsonElement element, string path, FaultList faults)
{
    public string Path => path;

    public bool Has(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A string field; empty where it is missing, which is then noted.</summary>
    public string Text(string name) => OptionalText(name, required: true) ?? "";

    public string? OptionalText(string name, bool required = false)
    {
        if (!Find(name, required, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Wrong(name, "a string", value);
        return null;
    }

    /// <summary>A number field; zero where it is missing, which is then noted.</summary>
    public double Number(string name) => OptionalNumber(name, required: true) ?? 0;

    public double? OptionalNumber(string name, bool required = false)
    {
        if (!Find(name, required, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)) return number;
        Wrong(name, "a number", value);
        return null;
    }

    public LifElement? Object(string name, bool required = false)
    {
        if (!Find(name, required, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Object) return new LifElement(value, At(name), faults);
        Wrong(name, "an object", value);
        return null;
    }

    /// <summary>The objects of an array field.</summary>
    public List<LifElement> Objects(string name, int most, bool required = false)
    {
        var list = new List<LifElement>();
        foreach (var (value, at) in Items(name, most, required))
            if (value.ValueKind == JsonValueKind.Object) list.Add(new LifElement(value, at, faults));
            else faults.Add(FieldWrongType, at, $"an object is needed, not {Kind(value)}");
        return list;
    }

    public List<string> Texts(string name, int most, bool required = false)
    {
        var list = new List<string>();
        foreach (var (value, at) in Items(name, most, required))
            if (value.ValueKind == JsonValueKind.String) list.Add(value.GetString()!);
            else faults.Add(FieldWrongType, at, $"a string is needed, not {Kind(value)}");
        return list;
    }

    public List<double> Numbers(string name, int most, bool required = false)
    {
        var list = new List<double>();
        foreach (var (value, at) in Items(name, most, required))
            if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)) list.Add(number);
            else faults.Add(FieldWrongType, at, $"a number is needed, not {Kind(value)}");
        return list;
    }

    /// <summary>The string fields of an object field, whatever their names.</summary>
    public List<(string Name, string Value)> TextMembers(int most)
    {
        var list = new List<(string, string)>();
        foreach (var member in Members(most))
            if (member.Value.ValueKind == JsonValueKind.String) list.Add((member.Name, member.Value.GetString()!));
            else Wrong(member.Name, "a string", member.Value);
        return list;
    }

    public List<(string Name, LifElement Value)> ObjectMembers(int most)
    {
        var list = new List<(string, LifElement)>();
        foreach (var member in Members(most))
            if (member.Value.ValueKind == JsonValueKind.Object) list.Add((member.Name, new LifElement(member.Value, At(member.Name), faults)));
            else Wrong(member.Name, "an object", member.Value);
        return list;
    }

    private IEnumerable<JsonProperty> Members(int most)
    {
        var count = element.EnumerateObject().Count();
        if (count > most) faults.Add(TooMany, path, $"{count} fields; at most {most} are read");
        return element.EnumerateObject().Take(most);
    }

    private IEnumerable<(JsonElement Value, string At)> Items(string name, int most, bool required)
    {
        if (!Find(name, required, out var value)) return [];
        if (value.ValueKind != JsonValueKind.Array) { Wrong(name, "an array", value); return []; }
        if (value.GetArrayLength() > most)
        {
            faults.Add(TooMany, At(name), $"{value.GetArrayLength()} entries; at most {most} are read");
            return [];
        }
        var at = At(name);
        return value.EnumerateArray().Select((item, i) => (item, $"{at}[{i}]"));
    }

    private bool Find(string name, bool required, out JsonElement value)
    {
        value = default;
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null) return true;
        if (required) faults.Add(FieldMissing, path, $"it has no {name}, which LIF asks for");
        return false;
    }

    private void Wrong(string name, string needed, JsonElement value) => faults.Add(FieldWrongType, At(name), $"{needed} is needed, not {Kind(value)}");

    private string At(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => $"the number {value.GetRawText()[..Math.Min(24, value.GetRawText().Length)]}",
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };
}
