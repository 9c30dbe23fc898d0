using System.Globalization;
using OpenCvSharp;
using Pixelopolis.Fleet.Contracts.Streams;

namespace Pixelopolis.Car.App.Camera;

/// <summary>What an MJPEG camera is given, and how long it is waited for.</summary>
public sealed record MjpegLimits
{
    public int MostBytes { get; init; } = 4 << 20;

    /// <summary>Pixels.</summary>
    public int LongestSide { get; init; } = 4096;

    /// <summary>Pictures in a row that cannot be decoded before the stream is opened anew.</summary>
    public int MostBroken { get; init; } = 20;

    public TimeSpan ConnectPatience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Without a picture for so long, the stream counts as dead.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Between two frames handed on; what comes in between is overtaken by the next, seconds.</summary>
    public double Shortest { get; init; } = 0.025;
}

/// <summary>
/// An MJPEG stream over HTTP, a phone's or another car's. The line is always read to its newest picture and only that is decoded; number
/// and capture time are the sender's where it gives them (<c>X-Frame</c>, <c>X-Timestamp</c>). A dead stream is opened again.
/// </summary>
public sealed class MjpegCamera : FrameSourceThread
{
    private readonly Uri _url;
    private readonly double _delay;
    private readonly TimeProvider _time;
    private readonly MjpegLimits _limits;
    private readonly HttpClient _http;

    public MjpegCamera(CameraAddress address, double delay, TimeProvider time, MjpegLimits? limits = null) : base(address.ToString(), time)
    {
        (_delay, _time, _limits) = (delay, time, limits ?? new MjpegLimits());
        (_url, var credentials) = MjpegFault.Apart(new Uri(address.Place));
        _http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = _limits.ConnectPatience, UseProxy = false, Credentials = credentials, PreAuthenticate = credentials is not null })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public override void Dispose()
    {
        base.Dispose();
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override CameraFault? Deliver(CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var newest = new NewestPicture();
        var reading = Task.Run(() => Read(newest, ending.Token), CancellationToken.None);
        try
        {
            var fault = Decode(newest, stop);
            if (fault is not null) return fault;
        }
        catch (Exception e) when (e is OpenCVException or OpenCvSharpException)
        {
            return new CameraFault(CameraFaultKind.Other, $"{Name}: {e.Message}");
        }
        finally
        {
            ending.Cancel();
            reading.Wait(CancellationToken.None);
        }
        return stop.IsCancellationRequested ? null : reading.Result;
    }

    /// <summary>Keeps the line empty: every picture replaces the one before, whether that was looked at or not.</summary>
    private async Task<CameraFault?> Read(NewestPicture newest, CancellationToken stop)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var connected = false;
        try
        {
            silence.CancelAfter(_limits.ConnectPatience);
            using var response = await _http.GetAsync(_url, HttpCompletionOption.ResponseHeadersRead, silence.Token);
            if (MjpegFault.Of(response, _url) is { } refused) return refused;
            connected = true;
            await using var body = await response.Content.ReadAsStreamAsync(silence.Token);
            var reader = new MjpegReader(body, _limits.MostBytes);
            while (true)
            {
                silence.CancelAfter(_limits.Silence);
                if (await reader.NextAsync(silence.Token) is not { } part)
                    return new CameraFault(CameraFaultKind.Ended, $"{_url}: the stream ended{(reader.BrokeOff ? " in the middle of a picture" : "")}");
                newest.Put(part, Now, (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds);
            }
        }
        catch (OperationCanceledException)
        {
            return stop.IsCancellationRequested ? null
                : connected ? new CameraFault(CameraFaultKind.Ended, $"{_url}: no picture for {_limits.Silence.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s")
                : new CameraFault(CameraFaultKind.NothingListens, $"{_url} does not answer");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return MjpegFault.Of(e, _url, connected);
        }
        finally
        {
            newest.End();
        }
    }

    /// <summary>Decodes the newest picture, again and again, until the line has ended.</summary>
    private CameraFault? Decode(NewestPicture newest, CancellationToken stop)
    {
        using var fitting = new PictureFitting(Frames);
        var clock = new CaptureClock(_delay);
        var (number, broken, last, first) = (0u, 0, double.NegativeInfinity, true);
        while (newest.Take(stop) is { } picture)
        {
            for (var passed = picture.Passed; passed > 0; passed--) Drop();
            // A number that does not go up is a picture that was seen: it must not look like a new one to those who drive by it.
            var numbered = uint.TryParse(picture.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var given);
            if (numbered && !first && given <= number)
            {
                if (given == number) continue;
                return new CameraFault(CameraFaultKind.BadFrame, $"{_url}: after frame {number} came frame {given}: its camera was started anew");
            }
            if (JpegSize.Of(picture.Jpeg) is { } size && (size.Width > _limits.LongestSide || size.Height > _limits.LongestSide))
                return new CameraFault(CameraFaultKind.SizeUnsupported, $"{_url} gives {size.Width} × {size.Height}: at most {_limits.LongestSide} a side");
            using var decoded = JpegSize.Of(picture.Jpeg) is null ? new Mat() : Cv2.ImDecode(picture.Jpeg, ImreadModes.Color);
            if (decoded.Empty())
            {
                Drop();
                if (++broken >= _limits.MostBroken) return new CameraFault(CameraFaultKind.BadFrame, $"{_url}: {broken} pictures in a row are no JPEG that can be read");
                continue;
            }
            broken = 0;
            number = numbered ? given : number + 1;
            var stamp = double.TryParse(picture.Timestamp, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var unix) ? unix : double.NaN;
            var capturedAt = clock.CapturedAt(stamp, picture.ArrivedAt, picture.ArrivedUnix);
            if (first) Opened(Note(fitting.Note(decoded, Name), clock.IsForeign));
            first = false;
            if (Frames.BeginWrite() is not { } slot)
            {
                Drop();
                continue;
            }
            fitting.Fill(decoded, slot);
            Publish(slot, number, capturedAt);
            if (last + _limits.Shortest - Now is > 0 and var wait) stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(wait));
            last = Now;
        }
        return null;
    }

    private static string? Note(string? size, bool foreign)
    {
        const string Foreign = "its clock is not this machine's: frames are dated by when the quickest of them came";
        return !foreign ? size : size is null ? Foreign : $"{size}; {Foreign}";
    }
}
