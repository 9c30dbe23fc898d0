using System.Runtime.InteropServices;

namespace Pixelopolis.Car.App.Inference;

/// <summary>What a call of ONNX Runtime's C interface answers when it fails: an OrtStatus in the library's own memory, read and given back through its function table.</summary>
internal static unsafe partial class OnnxStatus
{
    // Places in OrtApi (onnxruntime_c_api.h); those of its first version never change.
    private const int CreateStatus = 0, GetErrorMessage = 2, ReleaseStatus = 93;
    private const uint FirstVersion = 1;

    /// <summary>Reads a status that is not null (success), and releases it.</summary>
    /// <returns>Its message.</returns>
    public static string Take(nint status)
    {
        var api = Api();
        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)api[GetErrorMessage])(status));
        ((delegate* unmanaged<nint, void>)api[ReleaseStatus])(status);
        return string.IsNullOrWhiteSpace(message) ? "refused by ONNX Runtime" : message;
    }

    /// <summary>A status as the library's own calls answer it.</summary>
    /// <param name="code">OrtErrorCode; 1 is ORT_FAIL.</param>
    /// <param name="message">The library copies it.</param>
    internal static nint Create(int code, string message)
    {
        var text = Marshal.StringToCoTaskMemUTF8(message);
        try
        {
            return ((delegate* unmanaged<int, nint, nint>)Api()[CreateStatus])(code, text);
        }
        finally
        {
            Marshal.FreeCoTaskMem(text);
        }
    }

    /// <summary>OrtApiBase begins with GetApi(uint32_t version), which gives the table.</summary>
    private static nint* Api() => (nint*)((delegate* unmanaged<uint, nint>)(*ApiBase()))(FirstVersion);

    /// <summary>const OrtApiBase* OrtGetApiBase(void).</summary>
    [LibraryImport("onnxruntime", EntryPoint = "OrtGetApiBase")]
    private static partial nint* ApiBase();
}
