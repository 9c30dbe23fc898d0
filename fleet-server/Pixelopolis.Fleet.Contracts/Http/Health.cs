namespace Pixelopolis.Fleet.Contracts.Http;

/// <summary>Body of <c>GET /health</c>: <paramref name="Status"/> is <c>ok</c> or <c>degraded</c>, with each part's own word.</summary>
public sealed record Health(string Status, string Version, IReadOnlyDictionary<string, string> Parts);
