using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.Traffic;

/// <summary>How the car keeps apart from what it sees. Metres, seconds, m/s, m/s².</summary>
public sealed record TrafficOptions
{
    /// <summary>The frame's lowest row that the detector looks at, 0..1: what ends there may go on below.</summary>
    public double ViewBottom { get; init; } = DetectorInput.Reference.Region.Bottom;

    /// <summary>A thing seen once with this score is there; a poorer one after its second sighting.</summary>
    public double SureScore { get; init; } = 0.5;

    /// <summary>Cars below this score are none.</summary>
    public double CarScore { get; init; } = 0.4;

    /// <summary>
    /// Where nobody reserves the road, a car fainter than <see cref="CarScore"/> is there after so many sightings: who waits to the right is often half a car at
    /// the picture's side.
    /// </summary>
    public double FaintCarScore { get; init; } = 0.28;
    public int FaintSightings { get; init; } = 5;

    /// <summary>Obstacles below this score are none: to stop for nothing is better than not to stop for a hand.</summary>
    public double ObstacleScore { get; init; } = 0.25;

    /// <summary>Standard deviation of a box's edge, pixels of the frame.</summary>
    public double EdgePixels { get; init; } = 2;

    /// <summary>How hard others accelerate and brake, one standard deviation.</summary>
    public double OthersAcceleration { get; init; } = 0.7;

    /// <summary>Of a car that has just been seen, in any direction, one standard deviation; a hand is as quick, a box is not.</summary>
    public double CarSpeedDeviation { get; init; } = 0.30;
    public double ObstacleSpeedDeviation { get; init; } = 0.10;

    /// <summary>Sights in a row that may miss a thing which should be seen, before it is gone; and a thing that was seen only once.</summary>
    public int MissesToForget { get; init; } = 4;
    public int MissesToDisbelieve { get; init; } = 2;

    /// <summary>What is hidden below the picture is remembered so long: a person may have taken it away unseen, and nobody wants to wait for ever.</summary>
    public double RememberHidden { get; init; } = 20;

    /// <summary>What went out of the picture sideways, or behind something, is remembered so long.</summary>
    public double RememberAside { get; init; } = 1.0;

    /// <summary>Between the car's side and what it passes, at the least; next to the car itself <see cref="MarginBeside"/>.</summary>
    public double Margin { get; init; } = 0.03;
    public double MarginBeside { get; init; } = 0.01;

    /// <summary>How far along its way the car looks for what is in it.</summary>
    public double LookAhead { get; init; } = 1.2;

    /// <summary>How far into the future what moves towards the corridor is followed.</summary>
    public double TimeAhead { get; init; } = 0.7;

    /// <summary>Between the nose and what it stands behind.</summary>
    public double StandstillGap { get; init; } = 0.10;

    /// <summary>Between the car and the one it follows, beyond the standstill gap.</summary>
    public double TimeGap { get; init; } = 0.8;

    /// <summary>The braking that following plans with, the braking it expects of the one ahead, and how long the car takes to see and obey.</summary>
    public double Braking { get; init; } = 0.6;
    public double LeaderBraking { get; init; } = 1.0;
    public double ReactionTime { get; init; } = 0.25;

    /// <summary>Behind a car the gap must have opened by so much before the car drives on; behind anything else it keeps away farther.</summary>
    public double RestartRoom { get; init; } = 0.08;
    public double RestartRoomObstacle { get; init; } = 0.25;

    /// <summary>For so long the way must have been open before it drives on.</summary>
    public double RestartAfter { get; init; } = 0.3;

    /// <summary>How gently it starts.</summary>
    public double RestartAcceleration { get; init; } = 0.3;

    /// <summary>
    /// Nobody reserves the road for this car: every intersection is an all-way stop. Where a fleet server releases the road, its reservation decides.
    /// </summary>
    public bool AllWayStop { get; init; }

    /// <summary>Two cars that wait for each other must not lose patience at the same moment: each has a seed of its own.</summary>
    public ulong Seed { get; init; }

    /// <summary>At the stop line it looks for so long, at the least.</summary>
    public double LookFor { get; init; } = 1.2;

    /// <summary>And the way must have been clear for so long.</summary>
    public double ClearFor { get; init; } = 0.4;

    /// <summary>After this it goes though another has priority, if the intersection is empty; up to <see cref="PatienceSpread"/> later, by its seed.</summary>
    public double Patience { get; init; } = 5;
    public double PatienceSpread { get; init; } = 8;

    /// <summary>
    /// Out of patience the approaches of an intersection take turns by the clock, so long each, in the order of their names: who goes cannot be seen by the one
    /// whom it passes first.
    /// </summary>
    public double TurnSeconds { get; init; } = 6;

    /// <summary>Add this to the drive's seconds for a clock that all cars share: Unix time, by the network.</summary>
    public double ClockOffset { get; init; }

    /// <summary>Out of patience it lets the intersection be empty for so long first, by chance a little more or less.</summary>
    public double QuietAtLeast { get; init; } = 2;
    public double QuietSpread { get; init; } = 6;

    /// <summary>Into and through an intersection that nobody reserved.</summary>
    public double EntrySpeed { get; init; } = 0.2;
}
