using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Perception;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Car.Reporting;

/// <summary>
/// One turn of the drive loop: what it was told and what it decided. From <see cref="Lane"/>, <see cref="Sight"/>,
/// <see cref="Status"/>, <see cref="StatusAt"/>, <see cref="Paused"/> and <see cref="Now"/> the same step can be made again. Seconds, metres.
/// </summary>
/// <param name="Now">When the step was made.</param>
/// <param name="Lane">What the newest frame said.</param>
/// <param name="Status">The board's newest status; default before the first.</param>
/// <param name="StatusAt">When it came; NaN while there is no board.</param>
/// <param name="Paused">By the fleet.</param>
/// <param name="Output">What was decided, and why.</param>
/// <param name="Sent">Whether the command went to the board.</param>
/// <param name="Pose">Where the car believes its axle is.</param>
/// <param name="Standing">Neither told to move nor moving.</param>
/// <param name="HoldSince">Since when the same reason holds it.</param>
/// <param name="SinceLastNode">Driven since the last node was passed.</param>
/// <param name="Placements">How often it had been put down by then.</param>
/// <param name="Sight">What the detector said of the newest frame it has looked at.</param>
/// <param name="Search">Where a lost car may be; null for one that knows its place. Replaced whole, so that another thread may read it.</param>
public readonly record struct DriveReport(
    double Now, LaneReading Lane, BoardStatus Status, double StatusAt, bool Paused, DriveOutput Output, bool Sent,
    Pose Pose, bool Standing, double HoldSince, double SinceLastNode, int Placements = 0, SightReading Sight = default, SearchState? Search = null)
{
    /// <summary>Whether its pose is from after the operator last put the car down.</summary>
    public bool Knows(OrderSnapshot order) => Placements == order.Placements;
}
