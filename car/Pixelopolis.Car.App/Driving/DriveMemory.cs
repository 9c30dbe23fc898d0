namespace Pixelopolis.Car.App.Driving;

/// <summary>What driving costs in managed memory, on the drive loop's thread, from a frame's being taken to its being given back.</summary>
/// <param name="Frames">Frames driven on.</param>
/// <param name="Allocating">Of these, the ones that allocated anything: a node was passed, an order ended, the car came to stand.</param>
/// <param name="Bytes">What those allocated.</param>
public readonly record struct DriveMemory(long Frames, long Allocating, long Bytes);

/// <summary>Counts it. Written by the drive loop's thread, read by any; allocates nothing.</summary>
internal sealed class DriveMemoryMeter
{
    private long _frames, _allocating, _bytes, _before;

    public DriveMemory Sum => new(Volatile.Read(ref _frames), Volatile.Read(ref _allocating), Volatile.Read(ref _bytes));

    public void Begin() => _before = GC.GetAllocatedBytesForCurrentThread();

    public void End()
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread() - _before;
        if (bytes > 0)
        {
            Volatile.Write(ref _bytes, _bytes + bytes);
            Volatile.Write(ref _allocating, _allocating + 1);
        }
        Volatile.Write(ref _frames, _frames + 1);
    }
}
