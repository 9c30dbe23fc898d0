using OpenCvSharp;

namespace Pixelopolis.Car.App.Camera;

/// <summary>A camera that OpenCV reads: a V4L2 device or a video file, which plays on and on at its own rate.</summary>
public sealed class OpenCvCamera(CameraAddress address, double delay, TimeProvider time) : FrameSourceThread(address.ToString(), time)
{
    /// <summary>A faster camera's frames in between are passed over, seconds.</summary>
    private const double Shortest = 0.025;
    private const int FramesPerSecond = 20;

    protected override CameraFault? Deliver(CancellationToken stop)
    {
        if (DeviceFault.Before(address) is { } fault) return fault;
        try
        {
            using var capture = Capture();
            if (!capture.IsOpened()) return DeviceFault.NotOpened(address);
            return Read(capture, stop);
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            return new CameraFault(CameraFaultKind.NativeLibraryMissing, OpenCvLibrary.Missing(e));
        }
        catch (Exception e) when (e is OpenCVException or OpenCvSharpException)
        {
            return new CameraFault(CameraFaultKind.Other, $"{Name}: {e.Message}");
        }
    }

    private VideoCapture Capture()
    {
        if (address.Kind != CameraKind.V4l2) return new VideoCapture(address.Place);
        var capture = new VideoCapture(address.Place, VideoCaptureAPIs.V4L2);
        // The newest frame wins: the driver is to keep as few as it can.
        capture.Set(VideoCaptureProperties.FourCC, VideoWriter.FourCC('M', 'J', 'P', 'G'));
        capture.Set(VideoCaptureProperties.FrameWidth, Frames.Width);
        capture.Set(VideoCaptureProperties.FrameHeight, Frames.Height);
        capture.Set(VideoCaptureProperties.Fps, FramesPerSecond);
        capture.Set(VideoCaptureProperties.BufferSize, 1);
        return capture;
    }

    private CameraFault? Read(VideoCapture capture, CancellationToken stop)
    {
        using var picture = new Mat();
        using var fitting = new PictureFitting(Frames);
        var number = 0u;
        var last = double.NegativeInfinity;
        var filePeriod = address.Kind == CameraKind.File ? 1 / Math.Clamp(capture.Fps > 0 ? capture.Fps : FramesPerSecond, 1, FramesPerSecond) : 0;
        while (!stop.IsCancellationRequested)
        {
            if (filePeriod > 0 && last + filePeriod - Now is > 0 and var wait) stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(wait));
            if (!capture.Read(picture) || picture.Empty())
                return new CameraFault(CameraFaultKind.Ended, number == 0 ? $"{Name} opens but gives no picture" : $"{Name} has ended");
            var now = Now;
            if (now - last < Shortest) continue;
            last = now;
            if (++number == 1) Opened(fitting.Note(picture, Name));
            if (Frames.BeginWrite() is not { } slot)
            {
                Drop();
                continue;
            }
            fitting.Fill(picture, slot);
            Publish(slot, number, filePeriod > 0 ? now : now - delay);
        }
        return null;
    }
}
