using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Host;

public enum LinkState
{
    /// <summary>Nothing sound was heard since the line was opened.</summary>
    NoBoard,

    /// <summary>The board speaks, but has not answered the hello yet.</summary>
    Greeting,

    /// <summary>The board answered with another protocol version: it is not commanded.</summary>
    WrongProtocol,

    /// <summary>The newest status is too old.</summary>
    Stale,

    Healthy,
}

/// <summary>How the link is.</summary>
/// <param name="State">In one word.</param>
/// <param name="StatusAge">Seconds since the newest status came; infinite before the first.</param>
/// <param name="BoardFaults">What the board said last.</param>
/// <param name="Refusal">Why the board did not take the newest command.</param>
/// <param name="Counters">Frames from the board, good and bad.</param>
public readonly record struct LinkHealth(
    LinkState State, double StatusAge, BoardFaults BoardFaults, CommandRefusal Refusal, FrameCounters Counters)
{
    /// <summary>Commands can move the car now.</summary>
    public bool MayMove => State == LinkState.Healthy && (BoardFaults & ~BoardFaults.LeaseExpired) == BoardFaults.None;
}
