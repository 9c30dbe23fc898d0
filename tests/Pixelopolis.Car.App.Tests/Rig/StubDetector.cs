using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>Sees the same car in every frame; a test may be there when it looks.</summary>
internal sealed class StubDetector : IDetector
{
    public static readonly Detection Seen = new(ObjectClass.Car, 0.8f, 0.4f, 0.5f, 0.6f, 0.7f);
    private volatile bool _hangs;

    public DetectorInput Input { get; set; } = DetectorInput.Reference;

    public Action? Looking { get; set; }

    /// <summary>Whether it is looking now, for as long as <see cref="Looking"/> takes.</summary>
    public bool Hangs => _hangs;

    /// <summary>What it was shown last.</summary>
    public byte[] Picture { get; private set; } = [];

    public int Detect(ReadOnlySpan<byte> pixels, Span<Detection> found)
    {
        Picture = pixels.ToArray();
        if (Looking is { } looking)
        {
            _hangs = true;
            looking();
            _hangs = false;
        }
        found[0] = Seen;
        return 1;
    }
}
