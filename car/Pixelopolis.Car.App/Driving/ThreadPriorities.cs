using System.Runtime.InteropServices;

namespace Pixelopolis.Car.App.Driving;

/// <summary>A thread's priority, as far as the system lets it be set. .NET's own has no effect on Linux, where every thread has a nice value.</summary>
public static partial class ThreadPriorities
{
    private const int OfProcess = 0;
    private const int Nice = -10;
    private const int Meek = 2;

    /// <summary>Raises the calling thread and says what it got.</summary>
    public static string RaiseThis()
    {
        Thread.CurrentThread.Priority = ThreadPriority.Highest;
        if (!OperatingSystem.IsLinux()) return "highest";
        return SetPriority(OfProcess, (uint)GetThreadId(), Nice) == 0 ? $"nice {Nice}" : "normal (the system allows no more)";
    }

    /// <summary>Puts the calling thread a little behind all others.</summary>
    public static void LowerThis()
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfProcess, (uint)GetThreadId(), Meek);
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, uint who, int value);

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int GetThreadId();
}
