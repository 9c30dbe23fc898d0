using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.Reporting;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>Counts, on the drive loop's own thread, the bytes allocated between two of its turns.</summary>
internal sealed class AllocationMeter(int from, int to) : IDriveSink
{
    private volatile bool _started;
    private int _turn;
    private long _before;
    private long _bytes = -1;

    public long? Bytes => Interlocked.Read(ref _bytes) is >= 0 and var bytes ? bytes : null;

    public void Start() => _started = true;

    public void Drove(in DriveReport report)
    {
        if (!_started) return;
        _turn++;
        if (_turn == from) _before = GC.GetAllocatedBytesForCurrentThread();
        if (_turn == to) Interlocked.Exchange(ref _bytes, GC.GetAllocatedBytesForCurrentThread() - _before);
    }
}
