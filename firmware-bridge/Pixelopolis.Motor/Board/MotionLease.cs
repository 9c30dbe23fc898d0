using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Board;

/// <summary>
/// The right to turn the motors. It is given by a command with a new sequence number and a fresh camera frame, and it ends by itself.
/// A lease belongs to its frame: more commands on the same frame may steer but not prolong it, so a picture that stands still stops the car.
/// </summary>
public sealed class MotionLease(BoardOptions options)
{
    private bool _session;
    private uint _lastSequence;
    private bool _framed;
    private uint _frame;
    private double _frameEnd;
    private double _end = double.NegativeInfinity;
    private WheelTargets _targets;

    public bool HasSession => _session;

    public uint LastAccepted => _lastSequence;

    /// <summary>Begins a session: commands must be newer than <paramref name="sequence"/>, and none is in force.</summary>
    public void Begin(uint sequence)
    {
        _session = true;
        _lastSequence = sequence;
        _framed = false;
        Revoke();
    }

    public void End()
    {
        _session = false;
        Revoke();
    }

    /// <summary>Takes the command or says why not. What is refused changes nothing: a running lease goes on to its own end.</summary>
    public CommandRefusal Offer(uint sequence, in MotionCommand command, double now)
    {
        if (!_session) return CommandRefusal.NoSession;
        if (!SequenceNumber.IsNewer(sequence, _lastSequence)) return CommandRefusal.StaleSequence;

        // To stand is always allowed, on whatever frame.
        var lease = command.LeaseMilliseconds / 1000.0;
        if (command.IsStop) lease = Math.Min(lease, options.MaxLease);
        else if (Refuse(command, lease, now) is not CommandRefusal.None and var refusal) return refusal;

        if (!_framed || SequenceNumber.IsNewer(command.CameraFrame, _frame))
        {
            _framed = true;
            _frame = command.CameraFrame;
            _frameEnd = now + lease;
        }

        _lastSequence = sequence;
        _targets = new WheelTargets(command.LeftVelocity, command.RightVelocity);
        _end = command.IsStop ? now + lease : Math.Min(_frameEnd, now + lease);
        return CommandRefusal.None;
    }

    public bool IsRunning(double now) => now < _end;

    public WheelTargets TargetsAt(double now) => IsRunning(now) ? _targets : WheelTargets.Stop;

    /// <summary>Ends the lease now; the next command may begin another.</summary>
    public void Revoke()
    {
        _end = double.NegativeInfinity;
        _targets = WheelTargets.Stop;
    }

    private CommandRefusal Refuse(in MotionCommand command, double lease, double now)
    {
        if (lease <= 0 || lease > options.MaxLease) return CommandRefusal.LeaseOutOfRange;
        if (!(Math.Abs(command.LeftVelocity) <= options.MaxVelocity && Math.Abs(command.RightVelocity) <= options.MaxVelocity))
            return CommandRefusal.VelocityOutOfRange;

        // A status from the future is one from before the board last started.
        var underWay = BoardClock.Between(command.StatusTime, BoardClock.Milliseconds(now));
        if (underWay < 0 || underWay > options.MaxTransit) return CommandRefusal.Expired;

        if (!_framed || SequenceNumber.IsNewer(command.CameraFrame, _frame)) return CommandRefusal.None;
        if (command.CameraFrame != _frame) return CommandRefusal.StaleFrame;
        return now < _frameEnd ? CommandRefusal.None : CommandRefusal.Expired;
    }
}
