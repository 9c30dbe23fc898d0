using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pixelopolis.Fleet.Contracts.Vda5050;

/// <summary>The sizes beyond which a message is not read.</summary>
public static class VdaLimits
{
    /// <summary>Bytes.</summary>
    public const int MaxPayload = 256 * 1024;

    /// <summary>Arrays and objects within each other.</summary>
    public const int MaxDepth = 24;

    /// <summary>Elements of any one array.</summary>
    public const int MaxArray = 2000;

    /// <summary>Characters of any one string.</summary>
    public const int MaxText = 4096;
}

/// <summary>What is wrong with a payload.</summary>
public enum VdaFault { TooLarge, Malformed, MissingRequired, WrongType }

/// <summary>Why a payload is not the message it should be; the path is as in JSONPath (<c>$.nodes[0].nodeId</c>).</summary>
public sealed record VdaReadError(VdaFault Fault, string Path, string Detail)
{
    public override string ToString() => $"{Fault} at {Path}: {Detail}";
}

/// <summary>A message, or why there is none.</summary>
public readonly record struct VdaRead<T>(T? Message, VdaReadError? Error) where T : VdaMessage
{
    public bool Ok => Message is not null;
}

/// <summary>
/// VDA 5050 messages from and to UTF-8 JSON. Reading never throws for bad input: it names the fault and where it is. Fields the
/// standard does not know are legal and passed over; a null stands for an absent optional.
/// </summary>
public static class VdaJson
{
    public static VdaRead<OrderMessage> ReadOrder(ReadOnlyMemory<byte> utf8) => Read(utf8, VdaJsonContext.Default.OrderMessage);
    public static VdaRead<InstantActionsMessage> ReadInstantActions(ReadOnlyMemory<byte> utf8) => Read(utf8, VdaJsonContext.Default.InstantActionsMessage);
    public static VdaRead<StateMessage> ReadState(ReadOnlyMemory<byte> utf8) => Read(utf8, VdaJsonContext.Default.StateMessage);
    public static VdaRead<ConnectionMessage> ReadConnection(ReadOnlyMemory<byte> utf8) => Read(utf8, VdaJsonContext.Default.ConnectionMessage);
    public static VdaRead<VisualizationMessage> ReadVisualization(ReadOnlyMemory<byte> utf8) => Read(utf8, VdaJsonContext.Default.VisualizationMessage);
    public static VdaRead<FactsheetMessage> ReadFactsheet(ReadOnlyMemory<byte> utf8) => Read(utf8, VdaJsonContext.Default.FactsheetMessage);

    /// <summary>The message as UTF-8 JSON. The header must have been stamped.</summary>
    public static byte[] Write(VdaMessage message) =>
        JsonSerializer.SerializeToUtf8Bytes(message, VdaJsonContext.Default.GetTypeInfo(message.GetType())
            ?? throw new ArgumentException($"{message.GetType().Name} is no VDA 5050 message.", nameof(message)));

    private static VdaRead<T> Read<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> type) where T : VdaMessage
    {
        if (utf8.Length > VdaLimits.MaxPayload)
            return new(null, new(VdaFault.TooLarge, "$", $"{utf8.Length} bytes, at most {VdaLimits.MaxPayload} are read"));
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = VdaLimits.MaxDepth });
            if (VdaShape.FirstFault(document.RootElement, type) is { } fault) return new(null, fault);
            return new(document.RootElement.Deserialize(type), null);
        }
        // System.Text.Json reports by exception (text that is not UTF-8 by the second kind); here they become values.
        catch (JsonException e)
        {
            return new(null, new(VdaFault.Malformed, e.Path ?? "$", e.Message));
        }
        catch (InvalidOperationException e)
        {
            return new(null, new(VdaFault.Malformed, "$", e.Message));
        }
    }
}
