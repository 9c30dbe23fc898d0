namespace Pixelopolis.Car.App.FleetLink;

/// <summary>A broker: HOST:PORT, in the clear or by TLS.</summary>
public sealed record MqttAddress(string Host, int Port, bool Tls)
{
    public static MqttAddress? Parse(string text)
    {
        var url = text.Contains("://", StringComparison.Ordinal) ? text : $"mqtt://{text}";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("mqtt" or "mqtts") || uri.Host.Length == 0) return null;
        if (uri.AbsolutePath.Length > 1 || uri.UserInfo.Length > 0) return null;
        var tls = uri.Scheme == "mqtts";
        return new MqttAddress(uri.Host, uri.Port > 0 ? uri.Port : tls ? 8883 : 1883, tls);
    }

    public override string ToString() => $"{(Tls ? "mqtts" : "mqtt")}://{Host}:{Port}";
}

/// <summary>Never printed.</summary>
public sealed record MqttCredentials(string User, string Password)
{
    public override string ToString() => User;
}
