using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pixelopolis.Fleet.Contracts.Vda5050;

/// <summary>How the messages look as JSON: camelCase, UPPERCASE enums, absent optionals left out, unknown fields passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    MaxDepth = VdaLimits.MaxDepth,
    Converters = [
        typeof(TimestampJson), typeof(UpperCaseJson<OrientationType>), typeof(UpperCaseJson<CorridorRefPoint>), typeof(UpperCaseJson<BlockingType>),
        typeof(UpperCaseJson<ActionStatus>), typeof(UpperCaseJson<OperatingMode>), typeof(UpperCaseJson<EStop>), typeof(UpperCaseJson<MapStatus>),
        typeof(UpperCaseJson<ErrorLevel>), typeof(UpperCaseJson<InfoLevel>), typeof(UpperCaseJson<ConnectionState>), typeof(UpperCaseJson<AgvKinematic>),
        typeof(UpperCaseJson<AgvClass>), typeof(UpperCaseJson<ParameterSupport>), typeof(UpperCaseJson<ActionScope>),
        typeof(UpperCaseJson<ValueDataType>), typeof(UpperCaseJson<WheelType>),
    ])]
[JsonSerializable(typeof(OrderMessage))]
[JsonSerializable(typeof(InstantActionsMessage))]
[JsonSerializable(typeof(StateMessage))]
[JsonSerializable(typeof(ConnectionMessage))]
[JsonSerializable(typeof(VisualizationMessage))]
[JsonSerializable(typeof(FactsheetMessage))]
internal sealed partial class VdaJsonContext : JsonSerializerContext;
