using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using SessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace Pixelopolis.Car.App.Inference;

/// <summary>A model ready to run, and where it does.</summary>
public readonly record struct PlacedSession(InferenceSession Session, Placement Placement);

/// <summary>How models are run on the car: on the caller's thread alone, and nobody spins while waiting.</summary>
public static partial class OnnxSession
{
    private const string NotInBuild = "not in this build of ONNX Runtime";

    public static SessionOptions OneThread()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return options;
    }

    /// <summary>Opens a model on the first of what is wanted that takes it and runs it.</summary>
    /// <param name="model">The file's bytes.</param>
    /// <param name="wanted">What it is to run on.</param>
    /// <param name="run">Makes of a session what the caller wants, and runs it: some accelerators take a model and fail only then. It owns the session, whatever happens.</param>
    /// <exception cref="OnnxRuntimeException">Not even the processor opens it, or <paramref name="run"/> failed there.</exception>
    public static T Open<T>(byte[] model, Accelerator wanted, Func<PlacedSession, T> run) => Open(model, wanted, run, Append);

    /// <param name="append">Adds an accelerator to a session's options, or says why it cannot be had.</param>
    internal static T Open<T>(byte[] model, Accelerator wanted, Func<PlacedSession, T> run, Func<Accelerator, SessionOptions, string?> append)
    {
        var refused = new List<(Accelerator, string)>();
        foreach (var accelerator in wanted.Order())
        {
            using var options = OneThread();
            var isOpen = false;
            try
            {
                if (append(accelerator, options) is { } why)
                {
                    refused.Add((accelerator, why));
                    continue;
                }
                var session = new InferenceSession(model, options);
                isOpen = true;
                return run(new PlacedSession(session, new Placement(accelerator, [.. refused])));
            }
            catch (OnnxRuntimeException e) when (accelerator != Accelerator.Cpu)
            {
                refused.Add((accelerator, isOpen ? $"it takes the model and does not run it: {Reason(e)}" : Reason(e)));
            }
        }
        throw new InvalidOperationException("the processor is always the last that is tried");
    }

    /// <returns>Why it cannot be had; null when it can.</returns>
    private static string? Append(Accelerator accelerator, SessionOptions options)
    {
        switch (accelerator)
        {
            case Accelerator.Nnapi:
                return Nnapi(options);
            case Accelerator.Xnnpack:
                options.AppendExecutionProvider("XNNPACK", new Dictionary<string, string> { ["intra_op_num_threads"] = "1" });
                return null;
            default:
                return null;
        }
    }

    /// <summary>The managed library has no such call outside an Android build; the native one exports it where it has the provider.</summary>
    private static string? Nnapi(SessionOptions options)
    {
        try
        {
            var status = AppendNnapi(options.DangerousGetHandle(), 0);
            return status == 0 ? null : Reason(OnnxStatus.Take(status));
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return NotInBuild;
        }
    }

    private static string Reason(OnnxRuntimeException e) => Reason(e.Message);

    /// <summary>The first sentence; the rest is for those who built the library.</summary>
    private static string Reason(string message)
    {
        var text = message.Replace("\n", " ", StringComparison.Ordinal);
        if (text.Contains("not supported in this build", StringComparison.OrdinalIgnoreCase) || text.Contains("not enabled in this build", StringComparison.OrdinalIgnoreCase)) return NotInBuild;
        if (text.StartsWith("[ErrorCode:", StringComparison.Ordinal)) text = text[(text.IndexOf(']') + 1)..].Trim();
        return text.Length <= 120 ? text : text[..120] + "…";
    }

    /// <summary>OrtStatus* OrtSessionOptionsAppendExecutionProvider_Nnapi(OrtSessionOptions*, uint32_t nnapi_flags), in nnapi_provider_factory.h.</summary>
    [LibraryImport("onnxruntime", EntryPoint = "OrtSessionOptionsAppendExecutionProvider_Nnapi")]
    private static partial nint AppendNnapi(nint options, uint flags);
}
