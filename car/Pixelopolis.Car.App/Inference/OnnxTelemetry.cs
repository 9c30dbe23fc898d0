using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pixelopolis.Car.App.Inference;

/// <summary>
/// ONNX Runtime's builds for Linux keep a database of what they were used for in the user's cache, and send it to their maker unless this variable is set
/// before the library is loaded. A city tells nobody anything.
/// </summary>
public static partial class OnnxTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    // The runtime's own copy of the environment is not what a native library reads.
    [ModuleInitializer]
    internal static void TurnOff()
    {
        Environment.SetEnvironmentVariable(Variable, "1");
        if (!OperatingSystem.IsWindows()) _ = SetVariable(Variable, "1", 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
