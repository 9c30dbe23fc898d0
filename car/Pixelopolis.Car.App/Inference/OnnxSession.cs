using Microsoft.ML.OnnxRuntime;

namespace Pixelopolis.Car.App.Inference;

/// <summary>How models are run on the car: on the caller's thread alone, and nobody spins while waiting.</summary>
public static class OnnxSession
{
    public static Microsoft.ML.OnnxRuntime.SessionOptions OneThread()
    {
        var options = new Microsoft.ML.OnnxRuntime.SessionOptions
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
}
