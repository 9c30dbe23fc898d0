using Pixelopolis.Car.App.Camera;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>A camera that runs, looked at: its frames as they come, and what it says of itself.</summary>
internal sealed class Watched : IDisposable
{
    private readonly FrameSourceThread _camera;
    private readonly Signal _signal = new();
    private readonly List<string> _notes = [];
    private readonly List<CameraFault> _faults = [];
    private long _seen;

    public Watched(FrameSourceThread camera)
    {
        _camera = camera;
        camera.Noted = note =>
        {
            lock (_notes)
            {
                _notes.Add(note);
                if (camera.Health.Fault is { } fault) _faults.Add(fault);
            }
            _signal.Pulse();
        };
        camera.Start();
    }

    public CameraHealth Health => _camera.Health;

    /// <summary>Every reason it gave, in order.</summary>
    public IReadOnlyList<CameraFault> Faults
    {
        get
        {
            lock (_notes) return [.. _faults];
        }
    }

    public IReadOnlyList<string> Notes
    {
        get
        {
            lock (_notes) return [.. _notes];
        }
    }

    /// <summary>Waits for the next frame; it is not given back, so that it stays as it is.</summary>
    public FrameSlot Next() => _camera.Frames.Take(ref _seen, 40_000) ?? throw new TimeoutException("no frame came");

    /// <summary>The next frame's number, arrival (seconds), age at its arrival, and the brightness of its middle.</summary>
    public (uint Number, double ArrivedAt, double Age, byte Grey) Look()
    {
        var frame = Next();
        var seen = (frame.Number, frame.ArrivedAt, frame.ArrivedAt - frame.CapturedAt, frame.Pixels[frame.Pixels.Length / 2]);
        _camera.Frames.Release(frame);
        return seen;
    }

    /// <summary>Waits until it has said why there are no frames, and gives the first reason.</summary>
    public async Task<CameraFault> Fault()
    {
        await _signal.Until(() => Faults.Count > 0, "the camera says what is wrong");
        return Faults[0];
    }

    public Task Says(string text) => _signal.Until(() => Notes.Any(n => n.Contains(text, StringComparison.Ordinal)), $"it says: {text}");

    public void Dispose() => _camera.Dispose();
}
