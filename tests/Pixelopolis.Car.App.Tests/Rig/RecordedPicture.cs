using OpenCvSharp;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>Frames of a recorded drive, as the camera hands them over: RGB, 640 × 480.</summary>
internal static class RecordedPicture
{
    /// <summary>Of a car that keeps a straight lane.</summary>
    public static byte[] Straight()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "tests", "Pixelopolis.Car.App.Tests", "Rig", "straight.jpg");
            if (File.Exists(file)) return Read(file);
        }
        throw new InvalidOperationException("run from within the repository");
    }

    private static byte[] Read(string file)
    {
        using var bgr = Cv2.ImRead(file, ImreadModes.Color);
        using var rgb = bgr.CvtColor(ColorConversionCodes.BGR2RGB);
        rgb.GetArray(out Vec3b[] pixels);
        return [.. pixels.SelectMany(p => new[] { p.Item0, p.Item1, p.Item2 })];
    }
}
