namespace Pixelopolis.Car.App.Camera;

/// <summary>One preallocated frame: RGB, 8 bit, interleaved, row-major. Times in monotonic seconds.</summary>
public sealed class FrameSlot
{
    internal FrameSlot(int width, int height) => Pixels = GC.AllocateArray<byte>(width * height * 3, pinned: true);

    public byte[] Pixels { get; }
    public uint Number { get; internal set; }

    /// <summary>When its light fell.</summary>
    public double CapturedAt { get; internal set; }

    /// <summary>When it was here.</summary>
    public double ArrivedAt { get; internal set; }

    internal int Holders { get; set; }
}

/// <summary>
/// A few preallocated frames between one camera and those who look: the newest frame wins. Whoever takes a frame gives it back; nobody
/// waits for anybody's looking. Allocates nothing after construction.
/// </summary>
public sealed class FrameRing
{
    public const int Slots = 6;
    private readonly Lock _gate = new();
    private readonly object _arrival = new();
    private readonly FrameSlot[] _slots = new FrameSlot[Slots];
    private FrameSlot? _newest;
    private long _published;

    public FrameRing(int width = 640, int height = 480)
    {
        (Width, Height) = (width, height);
        for (var i = 0; i < Slots; i++) _slots[i] = new FrameSlot(width, height);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Frames that came so far.</summary>
    public long Published => Volatile.Read(ref _published);

    /// <summary>A slot to fill, the camera's until <see cref="Publish"/> or <see cref="Release"/>; null when every other slot is being looked at.</summary>
    public FrameSlot? BeginWrite()
    {
        lock (_gate)
            foreach (var slot in _slots)
                if (slot.Holders == 0 && slot != _newest)
                {
                    slot.Holders = 1;
                    return slot;
                }
        return null;
    }

    public void Publish(FrameSlot slot, uint number, double capturedAt, double arrivedAt)
    {
        (slot.Number, slot.CapturedAt, slot.ArrivedAt) = (number, capturedAt, arrivedAt);
        lock (_gate)
        {
            slot.Holders = 0;
            _newest = slot;
        }
        lock (_arrival)
        {
            Volatile.Write(ref _published, _published + 1);
            Monitor.PulseAll(_arrival);
        }
    }

    /// <summary>Waits for a frame newer than the last one taken and takes the newest; null when none came in time. Give it back with <see cref="Release"/>.</summary>
    /// <param name="seen">How many had been published when the caller looked last; moved on.</param>
    /// <param name="patience">Milliseconds; 0 only looks.</param>
    public FrameSlot? Take(ref long seen, int patience)
    {
        if (Published == seen)
        {
            if (patience == 0) return null;
            lock (_arrival)
                if (_published == seen) Monitor.Wait(_arrival, patience);
            if (Published == seen) return null;
        }
        seen = Published;
        lock (_gate)
        {
            if (_newest is { } slot) slot.Holders++;
            return _newest;
        }
    }

    public void Release(FrameSlot slot)
    {
        lock (_gate) slot.Holders--;
    }
}
