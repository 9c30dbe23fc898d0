using System.Runtime.InteropServices;

namespace Pixelopolis.Car.App.Driving;

/// <summary>The highest priority the system lets a thread have. .NET's own has no effect on Linux, where every thread has a nice value.</summary>
public static partial class ThreadPriorities
{
    private const int OfProcess = 0;
    private const int Nice = -10;

    /// <summary>Raises the calling thread and says what it got.</summary>
    public static string RaiseThis()
    {
        Thread.CurrentThread.Priority = ThreadPriority.Highest;
        if (!OperatingSystem.IsLinux()) return "highest";
        return SetPriority(OfProcess, (uint)GetThreadId(), Nice) == 0 ? $"nice {Nice}" : "normal (the system allows no more)";
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, uint who, int value);

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int GetThreadId();
}
