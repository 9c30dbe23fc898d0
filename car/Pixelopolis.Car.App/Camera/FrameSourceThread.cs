using Pixelopolis.Car.App.Driving;
using Pixelopolis.Motor.Serial;

namespace Pixelopolis.Car.App.Camera;

/// <summary>
/// The life every camera leads: open, deliver frames until that fails, wait a little, open again. A camera fills in how it opens
/// (<see cref="Deliver"/>); numbers never run back, though the camera behind may start over.
/// </summary>
public abstract class FrameSourceThread(string name, TimeProvider time, FrameRing? frames = null) : IFrameSource
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _stopping = new();
    private Thread? _thread;
    private CameraFault? _fault;
    private string? _note;
    private long _dropped, _connects;
    private uint _lastNumber, _offset;
    private bool _counting;
    private string? _told;

    /// <summary>Hears, on the camera's thread, why there are no frames, each reason once, and that they come again.</summary>
    public Action<string>? Noted { get; set; }

    public string Name { get; } = name;

    public FrameRing Frames { get; } = frames ?? new FrameRing();

    public CameraHealth Health => new(Frames.Published, Interlocked.Read(ref _dropped), Interlocked.Read(ref _connects), Volatile.Read(ref _fault), Volatile.Read(ref _note));

    /// <summary>Monotonic seconds.</summary>
    protected double Now => time.Seconds();

    public void Start()
    {
        if (_thread is not null) throw new InvalidOperationException("the camera runs already");
        _thread = new Thread(Run) { Name = "camera", IsBackground = true };
        _thread.Start();
    }

    public virtual void Dispose()
    {
        if (_stopping.IsCancellationRequested) return;
        _stopping.Cancel();
        Interrupt();
        _thread?.Join();
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the camera and publishes its frames until it is lost or <paramref name="stop"/> is asked for.</summary>
    /// <returns>Why it ended; null when it was asked to.</returns>
    protected abstract CameraFault? Deliver(CancellationToken stop);

    /// <summary>Wakes a <see cref="Deliver"/> that waits in the operating system.</summary>
    protected virtual void Interrupt() { }

    /// <summary>Frames flow: call once after opening, with what a person should know of it.</summary>
    protected void Opened(string? note = null)
    {
        Interlocked.Increment(ref _connects);
        _counting = false;
        Volatile.Write(ref _note, note);
    }

    /// <param name="slot">A filled slot of <see cref="Frames"/>.</param>
    /// <param name="number">By the camera's own count; goes up while it is open.</param>
    /// <param name="capturedAt">Monotonic seconds.</param>
    protected void Publish(FrameSlot slot, uint number, double capturedAt)
    {
        // A camera that was started over counts from one again; one that only lost the line counts on.
        if (!_counting) _offset = number > _lastNumber ? 0 : _lastNumber + 1 - number;
        _counting = true;
        _lastNumber = number + _offset;
        Volatile.Write(ref _fault, null);
        var now = Now;
        Frames.Publish(slot, _lastNumber, Math.Min(capturedAt, now), now);
        if (_told is not null) Tell(null, $"{Name} gives frames again");
    }

    protected void Drop() => Interlocked.Increment(ref _dropped);

    /// <summary>A camera that fails in a way nobody thought of is a camera that fails, not the end of the program.</summary>
    private CameraFault? Guarded()
    {
        try
        {
            return Deliver(_stopping.Token);
        }
        catch (Exception e)
        {
            return new CameraFault(CameraFaultKind.Other, $"{Name}: {e.GetType().Name}: {e.Message}");
        }
    }

    private void Tell(string? told, string text)
    {
        _told = told;
        Noted?.Invoke(text);
    }

    private void Run()
    {
        // The drive loop waits for what this thread brings: behind other programs it would drive by old pictures, or stand.
        ThreadPriorities.RaiseThis();
        var retry = FirstRetry;
        while (!_stopping.IsCancellationRequested)
        {
            var before = Frames.Published;
            var fault = Guarded();
            if (fault is null) return;
            Volatile.Write(ref _fault, fault);
            if (fault.Message != _told) Tell(fault.Message, fault.Message);
            retry = Frames.Published > before ? FirstRetry : retry * 2 < LongestRetry ? retry * 2 : LongestRetry;
            _stopping.Token.WaitHandle.WaitOne(retry);
        }
    }
}
