namespace Pixelopolis.Fleet.Contracts;

/// <summary>The messages of VDA 5050 2.1.0, each with a topic of its own.</summary>
public enum VdaTopic { Order, InstantActions, State, Visualization, Connection, Factsheet }

/// <summary>Who writes a topic.</summary>
public enum TopicSource { Fleet, Car }

/// <summary>How a topic travels: its last level, its writer, MQTT quality of service (0 or 1), and whether the broker keeps the last one.</summary>
public sealed record TopicRule(VdaTopic Topic, string Name, TopicSource Source, int QualityOfService, bool Retain);

/// <summary>A car as its topics name it.</summary>
public readonly record struct CarAddress(string Manufacturer, string SerialNumber)
{
    public override string ToString() => $"{Manufacturer}/{SerialNumber}";
}

/// <summary>
/// The one table of topics between cars and fleet: <c>interfaceName/majorVersion/manufacturer/serialNumber/topic</c>, for
/// example <c>uagv/v2/Pixelopolis/car-1/order</c>. Source: VDA 5050 2.1.0, "MQTT topic levels" and "Protocol-specific aspects".
/// </summary>
public static class Topics
{
    public const string InterfaceName = "uagv";
    public const string MajorVersion = "v2";
    public const string Manufacturer = "Pixelopolis";

    /// <summary>Longest manufacturer or serial number taken from a topic, characters.</summary>
    public const int MaxLevelLength = 64;

    public static IReadOnlyList<TopicRule> Table { get; } =
    [
        new(VdaTopic.Order, "order", TopicSource.Fleet, QualityOfService: 0, Retain: false),
        new(VdaTopic.InstantActions, "instantActions", TopicSource.Fleet, QualityOfService: 0, Retain: false),
        new(VdaTopic.State, "state", TopicSource.Car, QualityOfService: 0, Retain: false),
        new(VdaTopic.Visualization, "visualization", TopicSource.Car, QualityOfService: 0, Retain: false),
        new(VdaTopic.Connection, "connection", TopicSource.Car, QualityOfService: 1, Retain: true),
        new(VdaTopic.Factsheet, "factsheet", TopicSource.Car, QualityOfService: 0, Retain: true),
    ];

    public static TopicRule Rule(VdaTopic topic) => Table[(int)topic];

    /// <summary>A car of this city by its serial number.</summary>
    public static CarAddress Car(string serialNumber) => new(Manufacturer, serialNumber);

    /// <summary>The full topic. The address must be valid (<see cref="IsLevel"/>); anything else is a bug.</summary>
    public static string Of(CarAddress car, VdaTopic topic)
    {
        if (!IsLevel(car.Manufacturer) || !IsLevel(car.SerialNumber)) throw new ArgumentException($"'{car}' cannot stand in a topic.", nameof(car));
        return $"{InterfaceName}/{MajorVersion}/{car.Manufacturer}/{car.SerialNumber}/{Rule(topic).Name}";
    }

    /// <summary>The MQTT filter that matches this topic of every car.</summary>
    public static string Filter(VdaTopic topic) => $"{InterfaceName}/{MajorVersion}/+/+/{Rule(topic).Name}";

    /// <summary>Reads a full topic back; false for anything that is not in the table.</summary>
    public static bool TryParse(string topic, out CarAddress car, out VdaTopic kind)
    {
        (car, kind) = (default, default);
        var levels = topic.Split('/');
        if (levels.Length != 5 || levels[0] != InterfaceName || levels[1] != MajorVersion) return false;
        if (!IsLevel(levels[2]) || !IsLevel(levels[3])) return false;
        foreach (var rule in Table)
        {
            if (rule.Name != levels[4]) continue;
            (car, kind) = (new(levels[2], levels[3]), rule.Topic);
            return true;
        }
        return false;
    }

    /// <summary>A manufacturer or serial number: 1 to 64 of A-Z a-z 0-9 _ . : -</summary>
    public static bool IsLevel(string? text) =>
        text is { Length: > 0 and <= MaxLevelLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or ':' or '-');
}
