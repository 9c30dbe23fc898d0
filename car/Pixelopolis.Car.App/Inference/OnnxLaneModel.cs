using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Inference;

/// <summary>
/// A lane model on ONNX Runtime, one thread, on buffers that are bound once: <see cref="Infer"/> allocates nothing. A model with a
/// state of its own remembers from frame to frame. One thread at a time.
/// </summary>
public sealed class OnnxLaneModel : ILaneModel, IDisposable
{
    private const long MostBytes = 256L << 20;
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _run = new();
    private readonly List<OrtValue> _values = [];
    private readonly byte[] _image = new byte[LaneCrop.Bytes];
    private readonly float[] _steering;
    private readonly float[] _stateIn, _stateOut;

    private OnnxLaneModel(PlacedSession placed, LaneModelSignature signature, string sha256)
    {
        (_session, Placement, Signature, Sha256) = (placed.Session, placed.Placement, signature, sha256);
        (_steering, _stateIn, _stateOut) = (new float[signature.Outputs], new float[signature.StateSize], new float[signature.StateSize]);
        _binding = _session.CreateIoBinding();
        _binding.BindInput(LaneModelSignature.Image, Over(_image, LaneModelSignature.ImageShape));
        _binding.BindOutput(LaneModelSignature.Steering, Over(_steering, [1, signature.Outputs]));
        if (signature.StateSize == 0) return;
        _binding.BindInput(LaneModelSignature.StateIn, Over(_stateIn, [1, signature.StateSize]));
        _binding.BindOutput(LaneModelSignature.StateOut, Over(_stateOut, [1, signature.StateSize]));
    }

    public LaneModelSignature Signature { get; }

    /// <summary>Where it runs, and why not elsewhere.</summary>
    public Placement Placement { get; }

    /// <summary>Of the model's file, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>What the model says of itself: <c>view</c>, <c>data_sha256</c>…</summary>
    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    /// <summary>The part of the frame it was trained on, by its metadata; the bottom quarter where it does not say.</summary>
    public CropRegion Region => Metadata.TryGetValue("view", out var view) && view.Contains("Full", StringComparison.OrdinalIgnoreCase)
        ? CropRegion.FullFrame
        : CropRegion.BottomQuarter;

    /// <summary>Reads and checks a model; runs it a few times, so that the first frame is no slower than the rest.</summary>
    public static LaneModelLoading Load(string path, Accelerator accelerator = Accelerator.Cpu)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) return No(LaneModelFaultKind.Missing, "there is no such file; expected an ONNX lane model (./pixelopolis train lane makes one)");
            if (file.Length > MostBytes) return No(LaneModelFaultKind.Unreadable, $"{file.Length} bytes; a lane model has at most {MostBytes}");
            return Load(File.ReadAllBytes(path), path, accelerator);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return No(LaneModelFaultKind.Unreadable, e.Message);
        }

        LaneModelLoading No(LaneModelFaultKind kind, string why) => new(null, new LaneModelFault(kind, $"lane model {path}: {why}"));
    }

    /// <param name="bytes">The file's.</param>
    /// <param name="name">To name it by in a fault.</param>
    /// <param name="accelerator">What it is to run on; tests and simulations want the same numbers everywhere.</param>
    public static LaneModelLoading Load(byte[] bytes, string name, Accelerator accelerator = Accelerator.Cpu)
    {
        try
        {
            var loading = OnnxSession.Open(bytes, accelerator, placed => Run(placed, bytes));
            return loading.Fault is { } fault ? new LaneModelLoading(null, fault with { Message = $"lane model {name}: {fault.Message}" }) : loading;
        }
        catch (OnnxRuntimeException e)
        {
            return new LaneModelLoading(null, new LaneModelFault(LaneModelFaultKind.NotOnnx, $"lane model {name}: not a model that ONNX Runtime can run: {e.Message}"));
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            return new LaneModelLoading(null, new LaneModelFault(LaneModelFaultKind.NativeLibraryMissing,
                $"ONNX Runtime's native library cannot be loaded: {(e.InnerException ?? e).Message}"));
        }
    }

    /// <exception cref="OnnxRuntimeException">It does not run there.</exception>
    private static LaneModelLoading Run(PlacedSession placed, byte[] bytes)
    {
        IDisposable? owner = placed.Session;
        try
        {
            var (signature, fault) = LaneModelSignature.Of(placed.Session);
            if (signature is null) return new LaneModelLoading(null, fault);
            var model = new OnnxLaneModel(placed, signature, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            owner = model;
            model.WarmUp();
            owner = null;
            return new LaneModelLoading(model, null);
        }
        finally
        {
            owner?.Dispose();
        }
    }

    public void Infer(ReadOnlySpan<byte> crop, Span<float> steering)
    {
        crop.CopyTo(_image);
        _session.RunWithBinding(_run, _binding);
        if (_steering.Length == 1) steering[..4].Fill(_steering[0]);
        else _steering.CopyTo(steering);
        _stateOut.CopyTo(_stateIn, 0);
    }

    public void Reset() => Array.Clear(_stateIn);

    public void Dispose()
    {
        _binding.Dispose();
        foreach (var value in _values) value.Dispose();
        _run.Dispose();
        _session.Dispose();
    }

    private void WarmUp()
    {
        Span<float> steering = stackalloc float[4];
        for (var i = 0; i < 5; i++) Infer(_image, steering);
        Reset();
    }

    private OrtValue Over<T>(T[] buffer, long[] shape) where T : unmanaged
    {
        var value = OrtValue.CreateTensorValueFromMemory(buffer, shape);
        _values.Add(value);
        return value;
    }
}
