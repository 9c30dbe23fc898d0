using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Pixelopolis.Training.Tests;

/// <summary>
/// Torch needs a newer C++ runtime than some systems have, and the trainer's launcher starts programs with one. So that these tests run like
/// any others, their process begins by replacing itself with itself, started by that launcher (same process, same arguments, same pipes).
/// </summary>
internal static partial class TorchRestart
{
    private const string Done = "PIXELOPOLIS_TORCH_RESTARTED";

    /// <summary>The reason that torch's tests give when they are skipped.</summary>
    public const string Needed = "Torch's C++ runtime is not on this system and could not be fetched (sim-data/Pixelopolis.Training/run-torch.sh --check says why)";

    private static readonly Lazy<bool> Loads = new(() =>
    {
        try
        {
            using var tensor = torch.zeros(1);
            return true;
        }
        catch (Exception e) when (e is TypeInitializationException or NotSupportedException or DllNotFoundException)
        {
            return false;
        }
    });

    public static bool Available => Loads.Value;

    [ModuleInitializer]
    internal static void Restart()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Done) is not null) return;
        if (Assembly.GetEntryAssembly() != typeof(TorchRestart).Assembly || Launcher() is not { } launcher) return;
        using (var check = Process.Start(new ProcessStartInfo(launcher, "--check") { RedirectStandardError = true, RedirectStandardOutput = true })!)
        {
            check.StandardError.ReadToEnd();
            check.WaitForExit();
            if (check.ExitCode != 0) return;
        }
        var program = Path.Combine(AppContext.BaseDirectory, typeof(TorchRestart).Assembly.GetName().Name!);
        string?[] arguments = [launcher, program, .. Environment.GetCommandLineArgs()[1..], null];
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => (string?)$"{entry.Key}={entry.Value}");
        Execve(launcher, arguments, [.. environment, $"{Done}=1", null]); // comes back only if it failed: then torch's tests are skipped
    }

    private static string? Launcher()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pixelopolis.sln"))) return Path.Combine(folder.FullName, "sim-data", "Pixelopolis.Training", "run-torch.sh");
        return null;
    }

    [LibraryImport("libc", EntryPoint = "execve", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execve(string path, string?[] arguments, string?[] environment);
}

/// <summary>A test that needs torch: run where torch loads, skipped by name elsewhere, never at the same time as another (torch's seed is one for all).</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : base(file, line)
    {
        Skip = TorchRestart.Needed;
        SkipType = typeof(TorchRestart);
        SkipUnless = nameof(TorchRestart.Available);
    }
}

[CollectionDefinition("torch")]
public sealed class TorchTests;
