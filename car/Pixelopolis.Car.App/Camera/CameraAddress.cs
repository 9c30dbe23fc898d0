namespace Pixelopolis.Car.App.Camera;

public enum CameraKind { Simulated, V4l2, File, Mjpeg }

/// <summary>Which camera: its kind and where it is (a socket's path, a device, a file, a URL).</summary>
public sealed record CameraAddress(CameraKind Kind, string Place)
{
    public static CameraAddress? Parse(string text, out string? fault)
    {
        fault = null;
        var (scheme, place) = text.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? (text[..at], text[(at + 1)..]) : ("", text);
        CameraKind? kind = scheme switch { "sim" => CameraKind.Simulated, "v4l2" => CameraKind.V4l2, "file" => CameraKind.File, "mjpeg" => CameraKind.Mjpeg, _ => null };
        if (kind is null) fault = "sim:/path.sock, v4l2:/dev/video0, file:drive.avi or mjpeg:http://…";
        else if (place.Length == 0) fault = $"nothing stands after '{scheme}:'";
        else if (kind == CameraKind.Mjpeg && !(Uri.TryCreate(place, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")) fault = "mjpeg: wants an http or https URL";
        return fault is null ? new CameraAddress(kind!.Value, place) : null;
    }

    /// <param name="delay">Seconds from light to frame, where the camera does not say.</param>
    /// <param name="time">Its monotonic clock dates the frames.</param>
    /// <param name="noted">Hears why there are no frames, and that they come again.</param>
    public IFrameSource Open(double delay, TimeProvider time, Action<string>? noted = null)
    {
        FrameSourceThread camera = Kind switch
        {
            CameraKind.Simulated => new SimulatedCamera(Place, time),
            CameraKind.Mjpeg => new MjpegCamera(this, delay, time),
            _ => new OpenCvCamera(this, delay, time),
        };
        camera.Noted = noted;
        return camera;
    }

    /// <summary>As it was asked for, without a URL's password.</summary>
    public override string ToString() => Kind switch
    {
        CameraKind.Simulated => $"sim:{Place}",
        CameraKind.V4l2 => $"v4l2:{Place}",
        CameraKind.File => $"file:{Place}",
        _ => $"mjpeg:{MjpegFault.Apart(new Uri(Place)).Url}",
    };
}
