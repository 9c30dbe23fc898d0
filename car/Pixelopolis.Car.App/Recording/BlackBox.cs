using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Safety;

namespace Pixelopolis.Car.App.Recording;

/// <summary>
/// Remembers the drive loop's last minute in a preallocated ring. When safety stops a driving car, a thread of its own copies that minute and
/// hands it to the log; the loop only leaves its turn here.
/// </summary>
public sealed class BlackBox : IDriveSink, IDisposable
{
    /// <summary>Seconds that are kept.</summary>
    public const double Minute = 60;

    /// <summary>At 20 frames a second, with room to copy while the loop goes on.</summary>
    private const int Turns = 2048;
    private const int Copied = 1536;

    /// <summary>Stops nearer than this to the last one (seconds) are its consequences.</summary>
    private const double Quiet = 5;
    private readonly DriveReport[] _ring = new DriveReport[Turns];
    private readonly AutoResetEvent _stopped = new(false);
    private readonly Action<HoldReason, BlackBox> _keep;
    private readonly Thread _thread;
    private volatile bool _ending;
    private long _count;
    private double _lastStop = double.NegativeInfinity;
    private HoldReason _why;
    private bool _drove;

    /// <param name="log">Where a stop's minute goes.</param>
    /// <param name="head">Makes the head, for why.</param>
    public BlackBox(IDriveLog log, Func<string, DriveLogHead> head)
    {
        _keep = (why, box) => log.Keep(head(why.ToString()), box.LastMinute());
        _thread = new Thread(Run) { Name = "black box", IsBackground = true, Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    public void Drove(in DriveReport report)
    {
        _ring[_count % Turns] = report;
        Volatile.Write(ref _count, _count + 1);
        if (_drove && IsSafetyStop(report.Output.Hold) && report.Now - _lastStop > Quiet)
        {
            (_why, _lastStop) = (report.Output.Hold, report.Now);
            _stopped.Set();
        }
        _drove = report.Output.Hold == HoldReason.None;
    }

    /// <summary>The turns of the last minute, oldest first.</summary>
    public DriveReport[] LastMinute()
    {
        var end = Volatile.Read(ref _count);
        var turns = new DriveReport[Math.Min(end, Copied)];
        for (var i = 0; i < turns.Length; i++) turns[i] = _ring[(end - turns.Length + i) % Turns];
        return turns.Length == 0 ? turns : [.. turns.SkipWhile(turn => turn.Now < turns[^1].Now - Minute)];
    }

    public void Dispose()
    {
        if (_ending) return;
        _ending = true;
        _stopped.Set();
        _thread.Join();
        _stopped.Dispose();
    }

    /// <summary>What no fleet and no order asked for.</summary>
    private static bool IsSafetyStop(HoldReason hold) => hold is not (HoldReason.None or HoldReason.Paused or HoldReason.NoOrder or HoldReason.EndOfBase or HoldReason.CarAhead or HoldReason.GiveWay);

    private void Run()
    {
        while (true)
        {
            _stopped.WaitOne();
            if (_ending) return;
            _keep(_why, this);
        }
    }
}
