using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Routing;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet.Orders;

/// <summary>
/// Takes a car's own account of its order for the truth: after a restart of the server, or when the car has another base than was
/// sent. Its state names every node and edge still to come, and which of them are released.
/// </summary>
internal sealed class OrderAdoption(FleetState fleet)
{
    /// <summary>False where the state does not fit the map.</summary>
    public bool Adopt(FleetCar car, StateMessage state, IReadOnlyList<VdaAction>? atTheEnd = null)
    {
        var edges = new List<(int Edge, uint Sequence, bool Released)>();
        foreach (var e in state.EdgeStates.OrderBy(e => e.SequenceId))
        {
            if (!fleet.Network.TryIndexOf(e.EdgeId, out var edge)) return false;
            if (edges.Count > 0 && (e.SequenceId != edges[^1].Sequence + 2 || !fleet.Network.Next(edges[^1].Edge).Contains(edge))) return false;
            edges.Add((edge, e.SequenceId, e.Released));
        }
        if (edges.Count == 0 || car.Pose is not { } pose) return false;
        var first = edges[0];
        var s = state.DistanceSinceLastNode ?? fleet.Network[first.Edge].Curve.Project(pose.X, pose.Y).S;
        var standing = s <= PlaceFinder.AtNode && !first.Released || s <= 0;
        var place = standing && Behind(first.Edge) is { } behind ? behind : new Place(first.Edge, Math.Max(s, 0.001));
        var track = new CarTrack(fleet.Network, place, fleet.Space.Room(2 * CarTrack.MostDeviation));
        var within = place.Edge == first.Edge;
        track.Plan(edges.Skip(within ? 1 : 0).Select(e => e.Edge));
        track.Release(track.At + edges.Count(e => e.Released));
        car.Track = track;
        car.Order = new ActiveOrder(state.OrderId, track.At - (int)(first.Sequence / 2), 0)
        {
            UpdateId = state.OrderUpdateId,
            SentBase = track.Base,
            SentAt = fleet.Now,
            Acknowledged = true,
            EverAcknowledged = true,
            LastNodeActions = atTheEnd ?? [],
        };
        car.Order.Sent = new OrderWriter(fleet.Network).Write(car.Order, track, track.At, edges.Count + 1);
        car.ForgetHold(fleet.Now);
        car.Outing = null;
        return true;
    }

    /// <summary>At the end of an edge that leads onto this one.</summary>
    private Place? Behind(int edge) => fleet.Network.Previous(edge) is [var before, ..] ? new Place(before, fleet.Network[before].Length) : null;
}
