using System.Runtime.InteropServices;
using System.Text;

namespace Pixelopolis.Motor.Serial.Emulation;

/// <summary>
/// The far end of a serial line that is no wire: other programs open <see cref="Path"/> as a port, this end reads and writes what crosses. Raw: every byte passes as it is.
/// </summary>
/// <remarks>Linux. One thread at a time.</remarks>
public sealed unsafe class PseudoTerminal : IDisposable
{
    private readonly string? _link;
    private readonly int _fd;
    private bool _closed;

    private PseudoTerminal(int fd, string device, string? link)
    {
        _fd = fd;
        Device = device;
        _link = link;
    }

    /// <summary>The device itself, as <c>/dev/pts/3</c>.</summary>
    public string Device { get; }

    /// <summary>What to open: the link when one was asked for.</summary>
    public string Path => _link ?? Device;

    /// <summary>Makes a pseudo-terminal; a link at <paramref name="link"/> gives it a name that the next one can have again.</summary>
    /// <exception cref="PlatformNotSupportedException">Not Linux.</exception>
    /// <exception cref="IOException">The system gives none, or the link's place is taken by something that is no link.</exception>
    public static PseudoTerminal Open(string? link = null)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("an emulated board needs Linux's pseudo-terminals");
        var fd = Check(Libc.OpenMaster(Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec), "posix_openpt");
        try
        {
            Check(Libc.Grant(fd), "grantpt");
            Check(Libc.Unlock(fd), "unlockpt");
            var device = SlaveName(fd);
            MakeRaw(device);
            if (link is not null) Link(link, device);
            return new PseudoTerminal(fd, device, link);
        }
        catch
        {
            _ = Libc.Close(fd);
            throw;
        }
    }

    /// <summary>Waits for bytes. True when there are some; false when none came in time, or at once when nobody has the other end open.</summary>
    public bool Poll(TimeSpan patience, out bool connected)
    {
        var poll = new Libc.PollFd { Fd = _fd, Events = Libc.PollIn };
        var ready = Libc.Poll(&poll, 1, (int)Math.Ceiling(patience.TotalMilliseconds));
        connected = ready >= 0 && (poll.Revents & Libc.PollHangUp) == 0;
        return ready > 0 && (poll.Revents & Libc.PollIn) != 0;
    }

    /// <summary>Reads what is there without waiting; 0 when nothing is.</summary>
    public int Read(Span<byte> destination)
    {
        fixed (byte* bytes = destination)
        {
            // EAGAIN: nothing yet. EIO: nobody has the other end open. Neither is a fault of this end.
            return (int)Math.Max(0, Libc.Read(_fd, bytes, (nuint)destination.Length));
        }
    }

    /// <summary>Writes without waiting and returns how much was taken: less than all when nobody reads at the other end.</summary>
    public int Write(ReadOnlySpan<byte> source)
    {
        fixed (byte* bytes = source)
        {
            return (int)Math.Max(0, Libc.Write(_fd, bytes, (nuint)source.Length));
        }
    }

    /// <summary>Hangs up: whoever has the other end open finds it gone.</summary>
    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        if (_link is not null && new FileInfo(_link).LinkTarget == Device) File.Delete(_link);
        _ = Libc.Close(_fd);
    }

    private static string SlaveName(int fd)
    {
        Span<byte> name = stackalloc byte[128];
        fixed (byte* bytes = name)
        {
            Check(Libc.SlaveName(fd, bytes, (nuint)name.Length), "ptsname_r");
        }

        return Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]);
    }

    /// <summary>Opening and closing the other end once also makes the system tell from now on when nobody has it open.</summary>
    private static void MakeRaw(string device)
    {
        var slave = Check(Libc.Open(device, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.CloseOnExec), "open");
        var termios = stackalloc byte[Libc.TermiosLength];
        try
        {
            Check(Libc.GetTermios(slave, termios), "tcgetattr");
            Libc.MakeRaw(termios);
            Check(Libc.SetTermios(slave, 0, termios), "tcsetattr");
        }
        finally
        {
            _ = Libc.Close(slave);
        }
    }

    private static void Link(string link, string device)
    {
        var place = new FileInfo(link);
        if (place.Exists && place.LinkTarget is null) throw new IOException($"{link} is taken by a file that is no link");
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(link)) is { } folder) Directory.CreateDirectory(folder);

        // By way of another name, so that the link is never missing while it changes.
        var next = $"{link}.{Environment.ProcessId}";
        File.Delete(next);
        File.CreateSymbolicLink(next, device);
        File.Move(next, link, overwrite: true);
    }

    private static int Check(int result, string call) => result >= 0
        ? result
        : throw new IOException($"{call}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
}
