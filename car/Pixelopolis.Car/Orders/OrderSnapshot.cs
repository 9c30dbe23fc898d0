using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Orders;

/// <summary>What the car reports of its order; replaced whole at every change, so that another thread may read it at any time.</summary>
/// <param name="Placements">How often an operator has put the car down: a pose from before the last time means nothing any more.</param>
public sealed record OrderSnapshot(string OrderId, uint OrderUpdateId, string LastNodeId, uint LastNodeSequenceId,
    IReadOnlyList<NodeState> NodeStates, IReadOnlyList<EdgeState> EdgeStates, IReadOnlyList<ActionState> ActionStates,
    IReadOnlyList<VdaError> Errors, bool PositionInitialized, bool Charging, bool NewBaseRequest, int Placements = 0)
{
    public static OrderSnapshot Empty { get; } = new("", 0, "", 0, [], [], [], [], false, false, false);
}
