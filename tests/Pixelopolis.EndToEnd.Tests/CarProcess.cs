using System.Globalization;

namespace Pixelopolis.EndToEnd.Tests;

/// <summary>A car's program as the operating system sees it (Linux, /proc): what it was started with and all that it has open.</summary>
internal sealed class CarProcess
{
    private readonly string _proc;

    private CarProcess(string proc) => _proc = proc;

    /// <summary>The running car of that name whose state is kept under a folder.</summary>
    public static CarProcess Find(string serial, string data) => Directory.GetDirectories("/proc").Where(p => Path.GetFileName(p).All(char.IsAsciiDigit))
        .Where(p => Strings(p, "cmdline") is { } words && words.Any(w => w.EndsWith("Pixelopolis.Car.App.dll", StringComparison.Ordinal))
            && words.Contains(serial) && words.Any(w => w.StartsWith(data, StringComparison.Ordinal)))
        .Select(p => new CarProcess(p)).Single();

    /// <summary>After <c>dotnet Pixelopolis.Car.App.dll</c>.</summary>
    public IReadOnlyList<string> Arguments => [.. Strings(_proc, "cmdline")!.Skip(2)];

    public string? Argument(string option) => Arguments.SkipWhile(a => a != option).Skip(1).FirstOrDefault();

    public string Program => Path.GetDirectoryName(Strings(_proc, "cmdline")![1])!;

    public IReadOnlyList<string> Environment => Strings(_proc, "environ")!;

    /// <summary>What each open descriptor leads to: a path, or <c>socket:[inode]</c> and the like.</summary>
    public IReadOnlyList<string> Open => [.. Directory.GetFileSystemEntries(Path.Combine(_proc, "fd")).Select(Target).OfType<string>()];

    /// <summary>Files in its memory that it shares with others and may write (or others may, and it reads).</summary>
    public IReadOnlyList<string> SharedMemory =>
        [.. File.ReadAllLines(Path.Combine(_proc, "maps")).Select(l => l.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries)).Where(m => m.Length == 6 && m[1].EndsWith('s')).Select(m => m[5].Trim())];

    /// <summary>TCP connections and listeners by inode: local and remote port, and the remote address as hexadecimal.</summary>
    public IReadOnlyDictionary<string, (int Local, int Remote, string RemoteAddress)> Tcp =>
        new[] { "tcp", "tcp6" }.SelectMany(t => File.ReadAllLines(Path.Combine(_proc, "net", t)).Skip(1)).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .DistinctBy(l => l[9]).ToDictionary(l => $"socket:[{l[9]}]", l => (Port(l[1]), Port(l[2]), l[2].Split(':')[0]));

    /// <summary>Unix sockets by inode, and their path where they have one.</summary>
    public IReadOnlyDictionary<string, string> Unix => File.ReadAllLines(Path.Combine(_proc, "net", "unix")).Skip(1).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .DistinctBy(l => l[6]).ToDictionary(l => $"socket:[{l[6]}]", l => l.Length > 7 ? l[7] : "");

    private static int Port(string hex) => int.Parse(hex.Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (IOException)
        {
            return null; // closed meanwhile
        }
    }

    private static string[]? Strings(string proc, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(proc, file)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // another user's, or ended meanwhile
        }
    }
}
