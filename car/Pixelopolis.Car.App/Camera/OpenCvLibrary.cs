using OpenCvSharp;

namespace Pixelopolis.Car.App.Camera;

/// <summary>OpenCV's native library, which not every machine has what it needs for.</summary>
public static class OpenCvLibrary
{
    /// <summary>Why it cannot be loaded, with how to get it; null when it can.</summary>
    public static string? Fault()
    {
        try
        {
            _ = Cv2.GetVersionString();
            return null;
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or BadImageFormatException)
        {
            return Missing(e);
        }
    }

    internal static string Missing(Exception e) =>
        $"OpenCV's native library cannot be loaded ({(e.InnerException ?? e).Message.Split('\n')[0].Trim()}). It needs GTK 3, libdrm and libatomic: on Debian and Ubuntu, sudo apt-get install libgtk-3-0 libdrm2 libatomic1";
}
