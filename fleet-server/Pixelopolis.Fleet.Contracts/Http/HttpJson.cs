using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pixelopolis.Fleet.Contracts.Http;

/// <summary>How the HTTP records look as JSON: camelCase names and words, absent optionals left out. Made at build time, fit for WebAssembly.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(CamelCaseJson<BookingState>), typeof(CamelCaseJson<WaitingKind>), typeof(CamelCaseJson<CarActivity>)])]
[JsonSerializable(typeof(BookingRequest))]
[JsonSerializable(typeof(Booking))]
[JsonSerializable(typeof(IReadOnlyList<Booking>))]
[JsonSerializable(typeof(IReadOnlyList<Destination>))]
[JsonSerializable(typeof(CarView))]
[JsonSerializable(typeof(IReadOnlyList<CarView>))]
[JsonSerializable(typeof(CarGone))]
[JsonSerializable(typeof(CityStatus))]
[JsonSerializable(typeof(InitPositionRequest))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(OperatorResult))]
[JsonSerializable(typeof(CarCredentials))]
[JsonSerializable(typeof(PairingLink))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(Problem))]
public sealed partial class HttpJson : JsonSerializerContext;

/// <summary>An enum as one camelCase word.</summary>
internal sealed class CamelCaseJson<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) where T : struct, Enum;
