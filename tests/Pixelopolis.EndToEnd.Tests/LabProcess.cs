using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Pixelopolis.EndToEnd.Tests;

/// <summary>The lab as a process of its own, run from its build output as the launcher runs it.</summary>
internal sealed partial class LabProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Lock _gate = new();

    private LabProcess(Process process) => _process = process;

    public static string Root { get; } = FindRoot();

    public string Output
    {
        get { lock (_gate) return _output.ToString(); }
    }

    public bool HasExited => _process.HasExited;

    public static LabProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Pixelopolis.Lab.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["PIXELOPOLIS_ROOT"] = Root;
        foreach (var (key, value) in environment ?? new Dictionary<string, string?>()) start.Environment[key] = value;
        var lab = new LabProcess(new Process { StartInfo = start });
        lab._process.OutputDataReceived += (_, e) => lab.Heard(e.Data);
        lab._process.ErrorDataReceived += (_, e) => lab.Heard(e.Data);
        lab._process.Start();
        lab._process.BeginOutputReadLine();
        lab._process.BeginErrorReadLine();
        return lab;
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(IEnumerable<string> arguments, CancellationToken cancel)
    {
        await using var lab = Start(arguments);
        return (await lab.EndAsync(cancel), lab.Output);
    }

    public async Task<int> EndAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel);
        return _process.ExitCode;
    }

    /// <summary>As Ctrl-C does; where the tests themselves were started in the background, which makes shells ignore that signal, as a shutdown does.</summary>
    public void Interrupt() => _ = Signal(_process.Id, Ignores(_process.Id, 2) ? 15 : 2);

    private static bool Ignores(int process, int signal)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (ulong.Parse(line.AsSpan(7).Trim(), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture) >> (signal - 1) & 1) != 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Interrupt();
            try
            {
                await _process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        _process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Heard(string? line)
    {
        if (line is not null)
            lock (_gate) _output.AppendLine(line);
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Pixelopolis.sln"))) return folder;
        throw new InvalidOperationException("the tests run from within the repository");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
