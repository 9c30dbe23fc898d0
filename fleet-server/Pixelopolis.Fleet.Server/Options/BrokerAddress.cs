namespace Pixelopolis.Fleet.Server.Options;

/// <summary>Where an MQTT broker is and how to sign in.</summary>
public sealed record BrokerAddress(string Host, int Port, bool Tls = false, string? User = null, string? Password = null)
{
    private const int PlainPort = 1883;
    private const int TlsPort = 8883;

    /// <summary>Reads <c>mqtt://user:password@host:port</c> (or <c>mqtts</c>); null for anything else.</summary>
    public static BrokerAddress? Of(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("mqtt" or "mqtts") || uri.Host.Length == 0) return null;
        var tls = uri.Scheme == "mqtts";
        var parts = uri.UserInfo.Split(':', 2);
        var user = parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : null;
        return new(uri.DnsSafeHost, uri.Port > 0 ? uri.Port : tls ? TlsPort : PlainPort, tls, user, parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null);
    }

    /// <summary>Never the password.</summary>
    public override string ToString() => $"{(Tls ? "mqtts" : "mqtt")}://{Host}:{Port}";
}
