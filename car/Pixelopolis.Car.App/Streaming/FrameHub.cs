namespace Pixelopolis.Car.App.Streaming;

/// <summary>
/// Between the one encoder and the viewers of one picture: each viewer waits for a frame newer than its last, so that a slow one skips
/// and holds nobody up.
/// </summary>
public sealed class FrameHub
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<EncodedFrame> _next = New();
    private EncodedFrame? _newest;
    private int _viewers;

    public int Viewers => Volatile.Read(ref _viewers);

    public void Enter() => Interlocked.Increment(ref _viewers);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _viewers) > 0) return;
        // What the next viewer sees first must not be what the last one saw an hour ago.
        lock (_gate) _newest = null;
    }

    public void Publish(EncodedFrame frame)
    {
        TaskCompletionSource<EncodedFrame> waiting;
        lock (_gate)
        {
            (waiting, _next, _newest) = (_next, New(), frame);
        }
        waiting.SetResult(frame);
    }

    /// <summary>The newest frame, once it is another than <paramref name="seen"/>.</summary>
    public Task<EncodedFrame> After(EncodedFrame? seen)
    {
        lock (_gate) return _newest is { } newest && newest != seen ? Task.FromResult(newest) : _next.Task;
    }

    private static TaskCompletionSource<EncodedFrame> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
