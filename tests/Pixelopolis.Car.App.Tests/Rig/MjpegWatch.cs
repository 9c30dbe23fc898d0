using Pixelopolis.Car.App.Camera;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>Looks at an <see cref="MjpegServer"/> with the car's own camera.</summary>
internal static class MjpegWatch
{
    /// <summary>So that a busy machine is no dead stream.</summary>
    public static readonly MjpegLimits Patient = new() { ConnectPatience = TimeSpan.FromSeconds(40), Silence = TimeSpan.FromSeconds(40) };

    public static Watched Watch(this MjpegServer server, double delay = 0.06, MjpegLimits? limits = null) =>
        new(new MjpegCamera(CameraAddress.Parse(server.Camera, out _)!, delay, TimeProvider.System, limits ?? Patient));
}
