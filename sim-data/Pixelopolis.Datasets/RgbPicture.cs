using OpenCvSharp;

namespace Pixelopolis.Datasets;

/// <summary>A picture file's pixels as a camera gives them.</summary>
public static class RgbPicture
{
    /// <summary>RGB bytes, row-major.</summary>
    /// <exception cref="InvalidDataException">The file is no picture.</exception>
    public static byte[] Read(string path)
    {
        using var read = Cv2.ImRead(path, ImreadModes.Color);
        if (read.Empty()) throw new InvalidDataException($"{path}: no picture that can be read");
        using var rgb = read.CvtColor(ColorConversionCodes.BGR2RGB);
        rgb.GetArray(out Vec3b[] pixels);
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan()).ToArray();
    }
}
