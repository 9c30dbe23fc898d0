using System.Text.Json.Serialization;

namespace Pixelopolis.Fleet.Contracts.Vda5050;

/// <summary>
/// The header every VDA 5050 message begins with. Code that makes a message leaves it empty; the edge that sends it stamps it
/// (<see cref="VdaHeader.Stamped{T}"/>), because <see cref="HeaderId"/> counts what was sent on one topic.
/// </summary>
public abstract record VdaMessage
{
    [JsonRequired, JsonPropertyOrder(-5)] public uint HeaderId { get; init; }

    /// <summary>UTC; hundredths of a second on the wire.</summary>
    [JsonRequired, JsonPropertyOrder(-4)] public DateTimeOffset Timestamp { get; init; }

    [JsonRequired, JsonPropertyOrder(-3)] public string Version { get; init; } = VdaHeader.ProtocolVersion;
    [JsonRequired, JsonPropertyOrder(-2)] public string Manufacturer { get; init; } = "";
    [JsonRequired, JsonPropertyOrder(-1)] public string SerialNumber { get; init; } = "";
}

/// <summary>Stamps headers.</summary>
public static class VdaHeader
{
    public const string ProtocolVersion = "2.1.0";

    /// <summary>The same message with its header filled in; <paramref name="headerId"/> goes up by one per message sent on a topic.</summary>
    public static T Stamped<T>(this T message, uint headerId, DateTimeOffset now, CarAddress car) where T : VdaMessage =>
        (T)((VdaMessage)message with
        {
            HeaderId = headerId,
            Timestamp = now,
            Version = ProtocolVersion,
            Manufacturer = car.Manufacturer,
            SerialNumber = car.SerialNumber,
        });
}
