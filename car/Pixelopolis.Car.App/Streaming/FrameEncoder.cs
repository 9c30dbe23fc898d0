using System.Runtime.InteropServices;
using OpenCvSharp;
using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Traffic;
using Pixelopolis.Motor.Serial;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>
/// Turns camera frames into JPEG on a thread of its own, each once, and only while somebody watches: the plain picture, the one with
/// the overlay, or both.
/// </summary>
public sealed class FrameEncoder : IDisposable
{
    private const int Quality = 80;
    private const int Patience = 200;

    /// <summary>How long an overlay waits for the drive loop's word on its frame, milliseconds.</summary>
    private const int OverlayPatience = 15;
    private readonly FrameRing _frames;
    private readonly Newest<DriveReport> _reports;
    private readonly Newest<WayAhead> _ways;
    private readonly Overlay _overlay;
    private readonly TimeProvider _time;
    private readonly ManualResetEventSlim _watched = new(false);
    private readonly Mat _picture = new();
    private readonly Thread _thread;
    private volatile bool _stopping;

    public FrameEncoder(FrameRing frames, Newest<DriveReport> reports, Newest<WayAhead> ways, Overlay overlay, TimeProvider time)
    {
        (_frames, _reports, _ways, _overlay, _time) = (frames, reports, ways, overlay, time);
        _thread = new Thread(Run) { Name = "stream encoder", IsBackground = true, Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>What the car's order says, for the overlay; asked once for each of its pictures.</summary>
    public Func<OverlayRoad>? Road { get; set; }

    public FrameHub Plain { get; } = new();

    public FrameHub Overlaid { get; } = new();

    /// <summary>Somebody came to watch.</summary>
    public void Wake() => _watched.Set();

    public void Dispose()
    {
        if (_stopping) return;
        _stopping = true;
        _watched.Set();
        _thread.Join();
        _picture.Dispose();
        _watched.Dispose();
    }

    private void Run()
    {
        var seen = 0L;
        while (!_stopping)
        {
            if (Plain.Viewers + Overlaid.Viewers == 0)
            {
                _watched.Reset();
                if (Plain.Viewers + Overlaid.Viewers == 0) _watched.Wait();
                continue;
            }
            if (_frames.Take(ref seen, Patience) is not { } frame) continue;
            try
            {
                Encode(frame);
            }
            finally
            {
                _frames.Release(frame);
            }
        }
    }

    private void Encode(FrameSlot frame)
    {
        var capturedAt = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds - (_time.Seconds() - frame.CapturedAt);
        using (var source = Mat.FromPixelData(_frames.Height, _frames.Width, MatType.CV_8UC3, Marshal.UnsafeAddrOfPinnedArrayElement(frame.Pixels, 0)))
            Cv2.CvtColor(source, _picture, ColorConversionCodes.RGB2BGR);
        if (Plain.Viewers > 0) Plain.Publish(Jpeg(frame, capturedAt));
        if (Overlaid.Viewers == 0) return;
        var report = ReportOn(frame.Number);
        _overlay.Draw(_picture, report, _ways.Get(), frame.CapturedAt, Road?.Invoke() ?? default);
        Overlaid.Publish(Jpeg(frame, capturedAt));
    }

    private EncodedFrame Jpeg(FrameSlot frame, double capturedAt)
    {
        Cv2.ImEncode(".jpg", _picture, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, Quality));
        return EncodedFrame.Of(frame.Number, capturedAt, jpeg);
    }

    /// <summary>The drive loop looks at a frame at the same time as the encoder; its word on it comes a little later.</summary>
    private DriveReport ReportOn(uint frame)
    {
        var report = _reports.Get();
        for (var i = 0; i < OverlayPatience && report.Lane.Frame < frame; i++)
        {
            Thread.Sleep(1);
            report = _reports.Get();
        }
        return report;
    }
}
