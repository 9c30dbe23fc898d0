using Pixelopolis.Fleet.Contracts.Streams;

namespace Pixelopolis.Car.App.Camera;

/// <summary>
/// Between the thread that reads a line and the one that decodes: holds the newest picture, which every newer one replaces. Its buffers
/// are its own and grow to the largest picture.
/// </summary>
internal sealed class NewestPicture : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _news = new(0, 1);
    private Slot _waiting = new(), _taken = new();
    private int _passed;
    private bool _fresh, _ended;

    public void Put(in MjpegPart part, double arrivedAt, double arrivedUnix)
    {
        lock (_gate)
        {
            if (_fresh) _passed++;
            _waiting.Fill(part, arrivedAt, arrivedUnix);
            _fresh = true;
            Wake();
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            Wake();
        }
    }

    /// <summary>Waits for a picture that was not taken yet; null when the line has ended, or the wait was to. Valid until the next is taken.</summary>
    public Picture? Take(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            lock (_gate)
            {
                if (_fresh)
                {
                    (_waiting, _taken, _fresh) = (_taken, _waiting, false);
                    var passed = _passed;
                    _passed = 0;
                    return new Picture(_taken, passed);
                }
                if (_ended) return null;
            }
            try
            {
                _news.Wait(stop);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
        return null;
    }

    public void Dispose() => _news.Dispose();

    private void Wake()
    {
        if (_news.CurrentCount == 0) _news.Release();
    }

    /// <summary>A picture and how many came and were overtaken since the last.</summary>
    internal readonly struct Picture(Slot slot, int passed)
    {
        public ReadOnlySpan<byte> Jpeg => slot.Bytes.AsSpan(0, slot.Length);
        public string? Number => slot.Number;
        public string? Timestamp => slot.Timestamp;

        /// <summary>Monotonic seconds, and the same moment in Unix seconds.</summary>
        public double ArrivedAt => slot.ArrivedAt;
        public double ArrivedUnix => slot.ArrivedUnix;
        public int Passed => passed;
    }

    internal sealed class Slot
    {
        public byte[] Bytes { get; private set; } = [];
        public int Length { get; private set; }
        public string? Number { get; private set; }
        public string? Timestamp { get; private set; }
        public double ArrivedAt { get; private set; }
        public double ArrivedUnix { get; private set; }

        public void Fill(in MjpegPart part, double arrivedAt, double arrivedUnix)
        {
            if (Bytes.Length < part.Jpeg.Length) Bytes = new byte[Math.Max(part.Jpeg.Length, 2 * Bytes.Length)];
            part.Jpeg.Span.CopyTo(Bytes);
            (Length, Number, Timestamp, ArrivedAt, ArrivedUnix) = (part.Jpeg.Length, part.Number, part.Timestamp, arrivedAt, arrivedUnix);
        }
    }
}
