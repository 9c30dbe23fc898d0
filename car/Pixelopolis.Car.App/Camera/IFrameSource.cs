namespace Pixelopolis.Car.App.Camera;

/// <summary>What can be wrong with a camera.</summary>
public enum CameraFaultKind { NoSuchDevice, PermissionDenied, NotACamera, Busy, NothingListens, BadFrame, SizeUnsupported, Ended, NativeLibraryMissing, Other }

/// <summary>Why no frames come, in words for whoever must act.</summary>
public sealed record CameraFault(CameraFaultKind Kind, string Message)
{
    public override string ToString() => Message;
}

/// <summary>How a camera does. Frames and reconnects since the start.</summary>
/// <param name="Fault">Why it gives no frames now; null when it does, or has not been tried yet.</param>
/// <param name="Note">What a person should know though frames come: that they are resized, say.</param>
public readonly record struct CameraHealth(long Frames, long Dropped, long Connects, CameraFault? Fault, string? Note);

/// <summary>A camera, whatever is behind it: it fills its ring from a thread of its own and comes back by itself when it was lost.</summary>
public interface IFrameSource : IDisposable
{
    /// <summary>As it was asked for: <c>v4l2:/dev/video0</c>.</summary>
    string Name { get; }

    FrameRing Frames { get; }

    CameraHealth Health { get; }

    /// <summary>Starts the thread. Once.</summary>
    void Start();
}
