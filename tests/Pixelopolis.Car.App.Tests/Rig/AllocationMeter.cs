using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.Reporting;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>
/// Counts, on the drive loop's own thread, the bytes allocated in stretches of turns, until a stretch allocated nothing or the last is over
/// (why one stretch is not enough: see <see cref="Allocations"/>).
/// </summary>
internal sealed class AllocationMeter(int from, int turns, int stretches) : IDriveSink
{
    private volatile bool _started;
    private int _turn;
    private long _before;
    private long _fewest = long.MaxValue;
    private long _bytes = -1;

    public long? Bytes => Interlocked.Read(ref _bytes) is >= 0 and var bytes ? bytes : null;

    public void Start() => _started = true;

    public void Drove(in DriveReport report)
    {
        if (!_started || Bytes is not null) return;
        _turn++;
        if (_turn < from || (_turn - from) % turns != 0) return;
        var now = GC.GetAllocatedBytesForCurrentThread();
        if (_turn > from) _fewest = Math.Min(_fewest, now - _before);
        if (_fewest == 0 || _turn == from + stretches * turns) Interlocked.Exchange(ref _bytes, _fewest);
        _before = now;
    }
}
