namespace Pixelopolis.Fleet.Contracts.Http;

/// <summary>
/// Body of <c>POST /api/operator/cars/{serial}/initPosition</c>: where a car stands. Metres and radians; <paramref name="LastNodeId"/> is the
/// node it stands at or has last passed (without it, the nearest node behind it on its lane).
/// </summary>
public sealed record InitPositionRequest(double X, double Y, double Theta, string? LastNodeId = null);

/// <summary>Body of <c>POST /api/operator/session</c>: signs an operator in with the token the server printed at its start.</summary>
public sealed record SignInRequest(string Token);

/// <summary>What one of an operator's acts did: the ids of the cars it was sent to.</summary>
public sealed record OperatorResult(IReadOnlyList<string> Cars);

/// <summary>How a car signs in to the MQTT broker, where credentials are needed.</summary>
public sealed record CarCredentials(string User, string Password);

/// <summary>The link that pairs a station phone with the city, and until when it does.</summary>
public sealed record PairingLink(string Path, DateTimeOffset ValidUntil);
