using Pixelopolis.Motor.Host;
using Pixelopolis.Motor.Messages;
using Pixelopolis.Motor.Serial;

namespace Pixelopolis.Car.App.Driving;

/// <summary>The motor link over serial, with a tap on the line that tells how long each frame took to become bytes on it.</summary>
public sealed class SerialMotorLine : IMotorLine, ISerialTap, IDisposable
{
    private static readonly TimeSpan LastWord = TimeSpan.FromMilliseconds(100);
    private readonly SerialMotorLink _link;
    private readonly ManualResetEventSlim _written = new(true);
    private double _unanswered = double.NaN;

    public SerialMotorLine(SerialLinkOptions options, TimeProvider time, Action<LinkNote>? notes = null) =>
        _link = new SerialMotorLink(options, time, notes, this);

    public LatencyHistogram FrameToWrite { get; } = new();

    public LinkHealth Health => _link.Health();

    public string? Complaint => _link.Fault?.Message ?? (Health.State == LinkState.Healthy ? null : $"the board's line: {Health.State}");

    public bool TryGetStatus(out BoardStatus status, out double receivedAt) => _link.TryGetStatus(out status, out receivedAt);

    public bool Send(in MotionCommand command, double frameArrivedAt)
    {
        Volatile.Write(ref _unanswered, frameArrivedAt);
        _written.Reset();
        if (_link.Send(command)) return true;
        _written.Set();
        return false;
    }

    /// <summary>The last command, which stops the car, is let go out first.</summary>
    public void Dispose()
    {
        _written.Wait(LastWord);
        _link.Dispose();
        _written.Dispose();
    }

    void ISerialTap.Received(ReadOnlySpan<byte> bytes, double now) { }

    void ISerialTap.Sent(ReadOnlySpan<byte> bytes, double now)
    {
        _written.Set();
        var arrived = Interlocked.Exchange(ref _unanswered, double.NaN);
        if (!double.IsNaN(arrived)) FrameToWrite.Add(now - arrived);
    }
}
