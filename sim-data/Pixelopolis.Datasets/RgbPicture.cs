using OpenCvSharp;

namespace Pixelopolis.Datasets;

/// <summary>A picture file's pixels as a camera gives them.</summary>
public static class RgbPicture
{
    /// <summary>RGB bytes, row-major.</summary>
    /// <exception cref="InvalidDataException">The file is no picture.</exception>
    public static byte[] Read(string path)
    {
        using var read = Decode(path);
        return Bytes(read);
    }

    /// <summary>RGB bytes, row-major, of a picture that is said to be of this size.</summary>
    /// <exception cref="InvalidDataException">The file is no picture, or one of another size: a camera's note to turn it is followed, and labels do not turn.</exception>
    public static byte[] Read(string path, int width, int height)
    {
        using var read = Decode(path);
        return (read.Width, read.Height) == (width, height) ? Bytes(read)
            : throw new InvalidDataException($"{path}: {read.Width} x {read.Height} pixels when decoded, and {width} x {height} were expected");
    }

    private static Mat Decode(string path)
    {
        Mat? read = null;
        try
        {
            read = Cv2.ImRead(path, ImreadModes.Color);
            if (!read.Empty()) return read;
        }
        catch (OpenCVException)
        {
            // more pixels than the library takes
        }
        read?.Dispose();
        throw new InvalidDataException($"{path}: no picture that can be read");
    }

    private static byte[] Bytes(Mat bgr)
    {
        using var rgb = bgr.CvtColor(ColorConversionCodes.BGR2RGB);
        rgb.GetArray(out Vec3b[] pixels);
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan()).ToArray();
    }
}
