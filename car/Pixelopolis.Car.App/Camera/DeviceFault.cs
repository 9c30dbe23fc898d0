namespace Pixelopolis.Car.App.Camera;

/// <summary>OpenCV only says that it could not open something; these look why.</summary>
internal static class DeviceFault
{
    /// <summary>What can be told before OpenCV tries; null when nothing speaks against it.</summary>
    public static CameraFault? Before(CameraAddress address)
    {
        var place = address.Place;
        if (!File.Exists(place))
            return new CameraFault(CameraFaultKind.NoSuchDevice, address.Kind == CameraKind.File ? $"{place}: there is no such file" : $"{place} is not there; {Cameras()}");
        try
        {
            using var _ = File.Open(place, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return new CameraFault(CameraFaultKind.PermissionDenied, address.Kind == CameraKind.File
                ? $"{place}: permission denied"
                : $"{place}: permission denied; add yourself to the group that owns it (Debian: sudo usermod -aG video $USER, then sign in again)");
        }
        catch (IOException e)
        {
            return e.HResult == DeviceBusy
                ? new CameraFault(CameraFaultKind.Busy, $"{place} is busy: another program has it open")
                : new CameraFault(CameraFaultKind.Other, $"{place}: {e.Message}");
        }
    }

    public static CameraFault NotOpened(CameraAddress address) => new(CameraFaultKind.NotACamera, address.Kind == CameraKind.V4l2
        ? $"{address.Place} is no V4L2 camera, or another program has it open"
        : $"{address.Place} is no video that OpenCV can read");

    private const int DeviceBusy = 16; // errno EBUSY

    private static string Cameras()
    {
        var all = Directory.Exists("/dev") ? Directory.GetFiles("/dev", "video*") : [];
        return all.Length == 0 ? "this machine has no camera now" : "there are: " + string.Join(", ", all.Order(StringComparer.Ordinal));
    }
}
