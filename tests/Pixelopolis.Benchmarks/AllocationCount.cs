using System.Globalization;

namespace Pixelopolis.Benchmarks;

/// <summary>
/// Counts what thousands of turns of the drive loop allocate, on its own thread and in the whole process. BenchmarkDotNet's memory column
/// is the latter, divided by a few hundred frames: whatever else the runtime does once in that time shows there as some bytes a frame.
/// </summary>
internal static class AllocationCount
{
    public static void Run(int frames)
    {
        using var car = new BenchmarkCar();
        for (var i = 0; i < 200; i++) car.Turn();
        var (process, thread) = (GC.GetTotalAllocatedBytes(precise: true), GC.GetAllocatedBytesForCurrentThread());
        for (var i = 0; i < frames; i++) car.Turn();
        thread = GC.GetAllocatedBytesForCurrentThread() - thread;
        process = GC.GetTotalAllocatedBytes(precise: true) - process;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{frames} frames: {thread} B on the loop's thread, {process} B in the whole process ({(double)process / frames:0.00} B a frame)"));
    }
}
