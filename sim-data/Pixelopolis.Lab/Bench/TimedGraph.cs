using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Pixelopolis.Car.App.Inference;

namespace Pixelopolis.Lab.Bench;

/// <summary>A graph on the car's own session settings (one thread), on buffers bound once, and how long each of its runs took.</summary>
internal sealed class TimedGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _run = new();
    private readonly List<OrtValue> _values = [];

    public TimedGraph(byte[] model)
    {
        using var options = OnnxSession.OneThread();
        _session = new InferenceSession(model, options);
        _binding = _session.CreateIoBinding();
    }

    public List<double> Milliseconds { get; } = [];

    public void In<T>(string name, T[] buffer, long[] shape) where T : unmanaged => _binding.BindInput(name, Over(buffer, shape));

    public float[] Out(string name, long[] shape)
    {
        var buffer = new float[shape.Aggregate(1L, (all, size) => all * size)];
        _binding.BindOutput(name, Over(buffer, shape));
        return buffer;
    }

    public void Run() => _session.RunWithBinding(_run, _binding);

    /// <param name="before">Counted as well.</param>
    /// <param name="keep">Whether the time is kept: the first runs are slower.</param>
    public void Time(Action? before, bool keep)
    {
        var from = Stopwatch.GetTimestamp();
        before?.Invoke();
        Run();
        var took = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        if (keep) Milliseconds.Add(took);
    }

    public void Dispose()
    {
        _binding.Dispose();
        foreach (var value in _values) value.Dispose();
        _run.Dispose();
        _session.Dispose();
    }

    private OrtValue Over<T>(T[] buffer, long[] shape) where T : unmanaged
    {
        var value = OrtValue.CreateTensorValueFromMemory(buffer, shape);
        _values.Add(value);
        return value;
    }
}
