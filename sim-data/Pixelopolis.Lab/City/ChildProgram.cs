using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pixelopolis.Lab.City;

/// <summary>One of the city's programs as a process of its own; what it prints goes to its log, and line by line to whoever listens.</summary>
internal sealed partial class ChildProgram : IAsyncDisposable
{
    private const int Terminate = 15;
    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Lock _gate = new();
    private readonly Queue<string> _last = new();

    private ChildProgram(string name, Process process, StreamWriter log) => (Name, _process, _log) = (name, process, log);

    public string Name { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public Task Exited => _process.WaitForExitAsync();

    /// <summary>The last lines printed, for a message when it ends by itself.</summary>
    public string LastWords
    {
        get { lock (_gate) return string.Join(Environment.NewLine, _last); }
    }

    /// <summary>Starts <c>dotnet PROGRAM.dll</c> with arguments and additions to the environment.</summary>
    /// <param name="inherits">Which of the city's own variables (<c>PIXELOPOLIS_…</c>) it is to have of this process's; all where it is null.</param>
    public static ChildProgram Start(string name, string assembly, string folder, IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null, Action<string>? line = null, IReadOnlyCollection<string>? inherits = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add(assembly);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (inherits is not null) Strip(start.Environment, inherits);
        foreach (var (key, value) in environment ?? new Dictionary<string, string>()) start.Environment[key] = value;
        var log = OpenLog(Path.Combine(folder, $"{name}.log"));
        var child = new ChildProgram(name, new Process { StartInfo = start }, log);
        void Heard(string? text)
        {
            if (text is null) return;
            lock (child._gate)
            {
                child._last.Enqueue(text);
                while (child._last.Count > 12) child._last.Dequeue();
                log.WriteLine(text);
            }
            line?.Invoke(text);
        }
        child._process.OutputDataReceived += (_, e) => Heard(e.Data);
        child._process.ErrorDataReceived += (_, e) => Heard(e.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Takes away what is the city's own, such as where its database is and how to sign in there, but for what is named.</summary>
    internal static void Strip(IDictionary<string, string?> environment, IReadOnlyCollection<string> but)
    {
        foreach (var name in environment.Keys.Where(name => name.StartsWith("PIXELOPOLIS_", StringComparison.Ordinal) && !but.Contains(name)).ToArray()) environment.Remove(name);
    }

    /// <summary>A new log for its owner's eyes only: what a program prints may hold a link that signs in.</summary>
    internal static StreamWriter OpenLog(string path)
    {
        // One that is there already would keep the mode it was made with.
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new StreamWriter(path, options) { AutoFlush = true };
    }

    /// <summary>Asks it to end (SIGTERM); one that has not after a while is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Signal(_process.Id, Terminate);
            try
            {
                await _process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(8)).Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }
        }
        _process.Dispose();
        lock (_gate) _log.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
