using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Pixelopolis.Car.App.Camera;

/// <summary>A decoded picture of any size to a frame's RGB bytes of the ring's size. One thread at a time.</summary>
internal sealed class PictureFitting(FrameRing frames) : IDisposable
{
    private readonly Mat _resized = new();

    /// <summary>What a person should know of a camera that gives such pictures; null when they are as they should be.</summary>
    public string? Note(Mat picture, string name) => Fits(picture) ? null : $"{name} gives {picture.Width} × {picture.Height}: resized to {frames.Width} × {frames.Height}";

    /// <param name="picture">BGR or grey.</param>
    /// <param name="slot">Filled; given back if that fails.</param>
    public void Fill(Mat picture, FrameSlot slot)
    {
        try
        {
            Write(picture, slot);
        }
        catch
        {
            frames.Release(slot);
            throw;
        }
    }

    public void Dispose() => _resized.Dispose();

    private void Write(Mat picture, FrameSlot slot)
    {
        var source = picture;
        if (!Fits(picture))
        {
            Cv2.Resize(picture, _resized, new Size(frames.Width, frames.Height), 0, 0, InterpolationFlags.Area);
            source = _resized;
        }
        using var target = Mat.FromPixelData(frames.Height, frames.Width, MatType.CV_8UC3, Marshal.UnsafeAddrOfPinnedArrayElement(slot.Pixels, 0));
        Cv2.CvtColor(source, target, source.Channels() == 1 ? ColorConversionCodes.GRAY2RGB : ColorConversionCodes.BGR2RGB);
    }

    private bool Fits(Mat picture) => picture.Width == frames.Width && picture.Height == frames.Height;
}
