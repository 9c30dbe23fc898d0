namespace Pixelopolis.Fleet.Contracts.Vda5050;

/// <summary>Something wrong with a car or with what it was told.</summary>
public sealed record VdaError(string ErrorType, ErrorLevel ErrorLevel, IReadOnlyList<ErrorReference>? ErrorReferences = null,
    string? ErrorDescription = null, string? ErrorHint = null);

/// <summary>Warning: resolves by itself, ready to drive. Fatal: a person is needed.</summary>
public enum ErrorLevel { Warning, Fatal }

/// <summary>What an error is about: <c>topic</c>, <c>headerId</c>, <c>orderId</c>, <c>orderUpdateId</c>, <c>nodeId</c>, <c>actionId</c>.</summary>
public sealed record ErrorReference(string ReferenceKey, string ReferenceValue);

/// <summary>The error types that VDA 5050 2.x names.</summary>
public static class ErrorTypes
{
    public const string Validation = "validationError";
    public const string Order = "orderError";
    public const string OrderUpdate = "orderUpdateError";
    public const string NoRoute = "noRouteError";
    public const string NoOrderToCancel = "noOrderToCancel";
}

/// <summary>For people and displays.</summary>
public sealed record VdaInfo(string InfoType, InfoLevel InfoLevel, IReadOnlyList<InfoReference>? InfoReferences = null, string? InfoDescription = null);

public enum InfoLevel { Info, Debug }

public sealed record InfoReference(string ReferenceKey, string ReferenceValue);

/// <summary>The kinds of information our cars give.</summary>
public static class InfoTypes
{
    /// <summary>Where the car's own MJPEG is served: one reference with key <c>url</c>, an absolute http URL.</summary>
    public const string Stream = "stream";
    public const string StreamUrlKey = "url";
}
