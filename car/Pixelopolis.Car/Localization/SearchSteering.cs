using Pixelopolis.Car.Perception;
using Pixelopolis.City;

namespace Pixelopolis.Car.Localization;

/// <summary>
/// Which of the lane model's answers a lost car steers by. On a road they are all one. In an intersection they part: a car that has begun to turn goes on
/// with that turn, for from there no other may be left to it; any other car follows what looks most like a lane.
/// </summary>
public sealed class SearchSteering
{
    /// <summary>Steering is -1..1: answers farther apart than this are of an intersection.</summary>
    private const double Parted = 0.15;
    private Intent _begun;

    /// <summary>While it still knows its way: what it sees, and the turn that it takes.</summary>
    public void Drives(in LaneReading lane, Intent turn)
    {
        if (turn != Intent.Follow) _begun = turn;
        else Choose(lane);
    }

    /// <summary>The car was put elsewhere: no turn is begun there.</summary>
    public void Forget() => _begun = Intent.Follow;

    /// <param name="lane">The newest that is seen.</param>
    public Intent Choose(in LaneReading lane)
    {
        var (left, straight, right) = (lane.Left, lane.Straight, lane.Right);
        var apart = Math.Max(left, Math.Max(straight, right)) - Math.Min(left, Math.Min(straight, right));
        return apart > Parted ? _begun : _begun = Intent.Follow;
    }
}
