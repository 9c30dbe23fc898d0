using System.Net;
using System.Net.Sockets;
using Pixelopolis.Fleet.Contracts.Streams;

namespace Pixelopolis.Car.App.Camera;

/// <summary>What can be wrong with an MJPEG stream, in words that name it; a password in the URL is never among them.</summary>
internal static class MjpegFault
{
    /// <summary>The URL without its user and password, and these.</summary>
    public static (Uri Url, NetworkCredential? Credentials) Apart(Uri url)
    {
        if (url.UserInfo.Length == 0) return (url, null);
        var parts = url.UserInfo.Split(':', 2);
        return (new UriBuilder(url) { UserName = "", Password = "" }.Uri, new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? "")));
    }

    /// <summary>What speaks against an answer before its body is read.</summary>
    public static CameraFault? Of(HttpResponseMessage answer, Uri url)
    {
        if (answer.IsSuccessStatusCode)
        {
            var type = answer.Content.Headers.TryGetValues("Content-Type", out var types) ? types.First() : null;
            return MjpegReader.CanRead(type) ? null : new CameraFault(CameraFaultKind.NotACamera, $"{url} gives {type ?? "no Content-Type"}, not {MjpegReader.MediaType}");
        }
        var said = $"{url} answers {(int)answer.StatusCode} {answer.ReasonPhrase}";
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                new CameraFault(CameraFaultKind.PermissionDenied, $"{said}: it wants a password (mjpeg:http://USER:PASSWORD@…) or a token"),
            HttpStatusCode.NotFound => new CameraFault(CameraFaultKind.NoSuchDevice, said),
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests => new CameraFault(CameraFaultKind.Busy, said),
            _ => new CameraFault(CameraFaultKind.Other, said),
        };
    }

    public static CameraFault Of(Exception e, Uri url, bool connected) => e switch
    {
        InvalidDataException => new(CameraFaultKind.BadFrame, $"{url}: {e.Message}"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new(CameraFaultKind.NoSuchDevice, $"{url}: there is no host {url.Host}"),
        _ when connected => new(CameraFaultKind.Ended, $"{url}: the stream broke off ({e.Message})"),
        { InnerException: SocketException } or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            new(CameraFaultKind.NothingListens, $"{url}: nothing listens there ({(e.InnerException ?? e).Message})"),
        _ => new(CameraFaultKind.Other, $"{url}: {e.Message}"),
    };
}
