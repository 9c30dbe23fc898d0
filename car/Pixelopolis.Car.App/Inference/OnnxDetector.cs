using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Inference;

/// <summary>
/// A detector of the TensorFlow Object Detection API's signature on ONNX Runtime, one thread, on buffers that are bound once:
/// <see cref="Detect"/> allocates nothing. One thread at a time.
/// </summary>
public sealed class OnnxDetector : IDetector, IDisposable
{
    private const long MostBytes = 512L << 20;
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _run = new();
    private readonly List<OrtValue> _values = [];
    private readonly LabelMap _labels;
    private readonly float _lowest;
    private readonly byte[] _image;
    private readonly float[] _boxes, _scores, _classes, _count = new float[1];

    private OnnxDetector(PlacedSession placed, DetectorSignature signature, LabelMap labels, DetectorOptions options, string sha256)
    {
        (_session, Placement, Signature, _labels, _lowest, Sha256) = (placed.Session, placed.Placement, signature, labels, (float)options.LowestScore, sha256);
        _image = new byte[signature.Input.Bytes];
        (_boxes, _scores, _classes) = (new float[signature.Most * 4], new float[signature.Most], new float[signature.Most]);
        _binding = _session.CreateIoBinding();
        _binding.BindInput(signature.Image, Over(_image, [1, signature.Input.Height, signature.Input.Width, 3]));
        _binding.BindOutput(signature.Boxes, Over(_boxes, [1, signature.Most, 4]));
        _binding.BindOutput(signature.Scores, Over(_scores, [1, signature.Most]));
        _binding.BindOutput(signature.Classes, Over(_classes, [1, signature.Most]));
        _binding.BindOutput(signature.Count, Over(_count, [1]));
    }

    public DetectorSignature Signature { get; }

    public DetectorInput Input => Signature.Input;

    public LabelMap Labels => _labels;

    /// <summary>Where it runs, and why not elsewhere.</summary>
    public Placement Placement { get; }

    /// <summary>Of the model's file, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Reads and checks a model and its label map; runs it a few times, so that the first frame is no slower than the rest.</summary>
    public static DetectorLoading Load(string path, DetectorOptions? options = null)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) return No(DetectorFaultKind.Missing, "there is no such file; expected an ONNX detector (./pixelopolis train detector makes one)");
            if (file.Length > MostBytes) return No(DetectorFaultKind.Unreadable, $"{file.Length} bytes; a detector has at most {MostBytes}");
            return Load(File.ReadAllBytes(path), path, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return No(DetectorFaultKind.Unreadable, e.Message);
        }

        DetectorLoading No(DetectorFaultKind kind, string why) => new(null, new DetectorFault(kind, $"detector {path}: {why}"));
    }

    /// <param name="bytes">The file's.</param>
    /// <param name="path">Of the file: to name it by in a fault, and to find its label map beside it.</param>
    /// <param name="options">The defaults where none are given.</param>
    public static DetectorLoading Load(byte[] bytes, string path, DetectorOptions? options = null)
    {
        options ??= new DetectorOptions();
        try
        {
            var loading = OnnxSession.Open(bytes, options.Accelerator, placed => Run(placed, bytes, path, options));
            return loading.Fault is { } fault ? No(fault) : loading;
        }
        catch (OnnxRuntimeException e)
        {
            return No(new DetectorFault(DetectorFaultKind.NotOnnx, $"not a model that ONNX Runtime can run: {e.Message}"));
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            return new DetectorLoading(null, new DetectorFault(DetectorFaultKind.NativeLibraryMissing,
                $"ONNX Runtime's native library cannot be loaded: {(e.InnerException ?? e).Message}"));
        }

        DetectorLoading No(DetectorFault fault) => new(null, fault with { Message = $"detector {path}: {fault.Message}" });
    }

    /// <exception cref="OnnxRuntimeException">An accelerator does not run it; the processor may.</exception>
    private static DetectorLoading Run(PlacedSession placed, byte[] bytes, string path, DetectorOptions options)
    {
        IDisposable? owner = placed.Session;
        try
        {
            var (signature, fault) = DetectorSignature.Of(placed.Session);
            if (signature is null) return new DetectorLoading(null, fault);
            var (labels, labelFault) = LabelMap.For(path, placed.Session.ModelMetadata.CustomMetadataMap);
            if (labels is null) return new DetectorLoading(null, labelFault);
            var detector = new OnnxDetector(placed, signature, labels, options, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            owner = detector;
            detector.WarmUp();
            owner = null;
            return new DetectorLoading(detector, null);
        }
        catch (OnnxRuntimeException e) when (placed.Placement.On == Accelerator.Cpu)
        {
            return new DetectorLoading(null, new DetectorFault(DetectorFaultKind.CannotRun, $"it does not run: {e.Message}"));
        }
        finally
        {
            owner?.Dispose();
        }
    }

    /// <exception cref="OnnxRuntimeException">The model failed.</exception>
    public int Detect(ReadOnlySpan<byte> pixels, Span<Detection> found)
    {
        pixels.CopyTo(_image);
        _session.RunWithBinding(_run, _binding);
        return Read(found);
    }

    public void Dispose()
    {
        _binding.Dispose();
        foreach (var value in _values) value.Dispose();
        _run.Dispose();
        _session.Dispose();
    }

    /// <summary>From fractions of the input to fractions of the frame, ours only, best scores first whatever order the model gave them in.</summary>
    private int Read(Span<Detection> found)
    {
        var given = float.IsFinite(_count[0]) ? (int)Math.Clamp(_count[0], 0, _scores.Length) : 0;
        var count = 0;
        for (var i = 0; i < given; i++)
        {
            var score = _scores[i];
            if (!(score >= _lowest) || !float.IsFinite(_classes[i])) continue;
            var kind = _labels.Of((int)Math.Round(_classes[i]));
            if (kind == ObjectClass.None) continue;
            var box = Box(kind, Math.Min(score, 1), _boxes.AsSpan(4 * i, 4));
            if (!(box.Width > 0 && box.Height > 0)) continue;
            var at = count;
            while (at > 0 && found[at - 1].Score < box.Score) at--;
            if (at >= found.Length) continue;
            if (count < found.Length) count++;
            found[at..(count - 1)].CopyTo(found[(at + 1)..]);
            found[at] = box;
        }
        return count;
    }

    private Detection Box(ObjectClass kind, float score, ReadOnlySpan<float> corners)
    {
        var region = Input.Region;
        return new Detection(kind, score, X(corners[1]), Y(corners[0]), X(corners[3]), Y(corners[2]));

        float X(float part) => (float)(region.Left + Math.Clamp(part, 0f, 1f) * (region.Right - region.Left));
        float Y(float part) => (float)(region.Top + Math.Clamp(part, 0f, 1f) * (region.Bottom - region.Top));
    }

    private void WarmUp()
    {
        Span<Detection> found = stackalloc Detection[1];
        for (var i = 0; i < 3; i++) Detect(_image, found);
    }

    private OrtValue Over<T>(T[] buffer, long[] shape) where T : unmanaged
    {
        var value = OrtValue.CreateTensorValueFromMemory(buffer, shape);
        _values.Add(value);
        return value;
    }
}
