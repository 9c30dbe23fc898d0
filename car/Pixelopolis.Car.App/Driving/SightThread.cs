using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.Perception;
using Pixelopolis.Motor.Serial;

namespace Pixelopolis.Car.App.Driving;

/// <summary>
/// The detector, beside the drive loop: takes the newest frame, looks at it and leaves what it saw. The drive loop never waits for it, and
/// it gives way to the drive loop. In steady state it allocates nothing. A detector that fails is named once, and tried again every second with a new frame;
/// meanwhile the car goes on without sights.
/// </summary>
public sealed class SightThread : IDisposable
{
    /// <summary>Milliseconds without a frame after which it looks whether it is to stop.</summary>
    private const int Patience = 200;

    /// <summary>Frames do not come to the millisecond: one that comes a little early is not left out for it.</summary>
    private const double Early = 0.9;

    /// <summary>Seconds after which a detector that has failed is tried again.</summary>
    private const double TryAgainAfter = 1;
    private readonly FrameRing _frames;
    private readonly IDetector _detector;
    private readonly DetectorCrop _crop;
    private readonly double _every;
    private readonly TimeProvider _time;
    private readonly Action<string>? _say;
    private readonly Thread _thread;
    private readonly byte[] _pixels;
    private readonly Detection[] _found = new Detection[SightReading.Most];
    private volatile bool _stopping;
    private volatile string? _fault;
    private long _seen;
    private double _lastArrival = double.NegativeInfinity;
    private double _notBefore = double.NegativeInfinity;

    /// <param name="frames">The camera's; others may take from it, too.</param>
    /// <param name="detector">Used by this thread alone.</param>
    /// <param name="every">Time between two frames that are looked at, at the least, so that others have the processor in between; zero looks at each.</param>
    /// <param name="time">The car's clock.</param>
    /// <param name="say">Hears of a failure, and of its end.</param>
    /// <exception cref="ArgumentException">The detector's picture cannot be cut from these frames.</exception>
    public SightThread(FrameRing frames, IDetector detector, TimeSpan every, TimeProvider time, Action<string>? say = null)
    {
        (_frames, _detector, _every, _time, _say) = (frames, detector, every.TotalSeconds, time, say);
        _crop = new DetectorCrop(frames.Width, frames.Height, detector.Input);
        _pixels = new byte[detector.Input.Bytes];
        _thread = new Thread(Run) { Name = "sights", IsBackground = true };
    }

    /// <summary>What was seen last; read from any thread.</summary>
    public Newest<SightReading> Newest { get; } = new();

    /// <summary>From a frame's arrival to what was seen in it.</summary>
    public LatencyHistogram FrameToSight { get; } = new();

    /// <summary>Why there are no new sights; null while all is well.</summary>
    public string? Fault => _fault;

    public void Start() => _thread.Start();

    public void Dispose()
    {
        _stopping = true;
        if (_thread.IsAlive) _thread.Join();
    }

    /// <summary>Looks at the newest frame if one comes in time (milliseconds).</summary>
    /// <returns>False when there was none to look at.</returns>
    internal bool Turn(int patience)
    {
        if (_frames.Take(ref _seen, patience) is not { } frame) return false;
        uint number;
        double capturedAt, arrivedAt;
        try
        {
            (number, capturedAt, arrivedAt) = (frame.Number, frame.CapturedAt, frame.ArrivedAt);
            if (arrivedAt - _lastArrival < _every * Early || arrivedAt < _notBefore) return false;
            _lastArrival = arrivedAt;
            _crop.Read(frame.Pixels, _pixels);
        }
        finally
        {
            // The detector takes its time; the frame is the camera's again before.
            _frames.Release(frame);
        }
        var count = _detector.Detect(_pixels, _found);
        Newest.Set(new SightReading(number, capturedAt, _found.AsSpan(0, count)));
        FrameToSight.Add(_time.Seconds() - arrivedAt);
        return true;
    }

    private void Run()
    {
        ThreadPriorities.LowerThis();
        while (!_stopping)
        {
            try
            {
                if (Turn(Patience) && _fault is not null) Mended();
            }
            catch (Exception e)
            {
                Failed(e);
            }
        }
    }

    private void Failed(Exception e)
    {
        _notBefore = _lastArrival + TryAgainAfter;
        var isNew = _fault is null;
        _fault = $"{e.GetType().Name}: {e.Message}";
        if (isNew) _say?.Invoke($"the detector has failed, the car goes on without seeing signs and others and tries it again every second: {_fault}");
    }

    private void Mended()
    {
        _fault = null;
        _say?.Invoke("the detector works again");
    }
}
