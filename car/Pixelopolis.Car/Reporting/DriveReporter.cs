using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Orders;

namespace Pixelopolis.Car.Reporting;

/// <summary>
/// Ends each turn of a car: ticks off the nodes that were passed, lets the order desk see whether the car stands, and reports the turn.
/// Whoever drives a car, by the wall clock or in lockstep, ends its turns here. Allocates only when the order changed, and for a lost car.
/// </summary>
public sealed class DriveReporter(DriveStep step, OrderFollower follower, OrderDesk desk)
{
    private readonly SearchReporter _search = new(step.Localizer);
    private double _nodeAt;
    private int _relocations;
    private (string Id, uint Sequence) _node = ("", 0);

    /// <summary>The last turn; the default before the first.</summary>
    public DriveReport Last { get; private set; }

    /// <param name="input">What the step was told.</param>
    /// <param name="output">What came of it.</param>
    /// <param name="sent">Whether the command went to the board.</param>
    public DriveReport Turn(in DriveInput input, in DriveOutput output, bool sent)
    {
        var standing = Standstill.Is(output.Command, input.Status);
        follower.Progress(standing);
        desk.Watch(standing);
        var snapshot = follower.Snapshot;
        if (snapshot.LastNodeSequenceId != _node.Sequence || !ReferenceEquals(snapshot.LastNodeId, _node.Id))
            (_node, _nodeAt) = ((snapshot.LastNodeId, snapshot.LastNodeSequenceId), step.Travelled);
        if (follower.Relocations != _relocations) (_relocations, _nodeAt) = (follower.Relocations, step.Travelled - follower.SinceLastNode);
        var search = _search.Turn(input.Now);
        // What a lost car's wheels turn leads it nowhere that it knows.
        var sinceNode = search is null ? step.Travelled - _nodeAt : Last.SinceLastNode;
        var holdSince = Last.Now > 0 && output.Hold == Last.Output.Hold ? Last.HoldSince : input.Now;
        Last = new DriveReport(input.Now, input.Lane, input.Status, input.StatusAt, input.Paused, output, sent, follower.Pose, standing, holdSince, sinceNode, snapshot.Placements, input.Sight, search);
        return Last;
    }
}
