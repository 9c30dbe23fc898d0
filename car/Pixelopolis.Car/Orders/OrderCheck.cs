using Pixelopolis.City;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Orders;

/// <summary>Whether an order makes sense by itself and on this map, before it is held against what the car is doing.</summary>
internal static class OrderCheck
{
    public const int MostNodes = 500;

    public static OrderResult? Fault(OrderMessage order, CityMap map)
    {
        OrderResult No(string type, string what, string hint, string? node = null) => OrderResult.Rejected(type, order, what, hint, node);

        if (order.Nodes.Count == 0) return No(ErrorTypes.Validation, "the order has no nodes", "send at least the node the car stands on");
        if (order.Nodes.Count > MostNodes) return No(ErrorTypes.Validation, $"the order has {order.Nodes.Count} nodes", $"send at most {MostNodes}");
        if (order.Edges.Count != order.Nodes.Count - 1)
            return No(ErrorTypes.Validation, $"{order.Edges.Count} edges join {order.Nodes.Count} nodes", "send one edge fewer than nodes");
        if (!order.Nodes[0].Released) return No(ErrorTypes.Validation, "the first node is not released", "release it: the car stands there");
        for (var i = 0; i < order.Nodes.Count; i++)
        {
            var node = order.Nodes[i];
            if (node.SequenceId != order.Nodes[0].SequenceId + 2 * (uint)i || node.SequenceId % 2 != 0)
                return No(ErrorTypes.Validation, $"node {node.NodeId} has sequenceId {node.SequenceId}", "number nodes 0, 2, 4, … without gaps", node.NodeId);
            if (map.FindNode(node.NodeId) is null) return No(ErrorTypes.NoRoute, $"node {node.NodeId} is not on map {map.Id}", "send an order for this map", node.NodeId);
            if (i == 0) continue;
            var edge = order.Edges[i - 1];
            if (edge.SequenceId != node.SequenceId - 1)
                return No(ErrorTypes.Validation, $"edge {edge.EdgeId} has sequenceId {edge.SequenceId}", "number edges between their nodes", node.NodeId);
            if (map.FindEdge(edge.EdgeId) is not { } lane) return No(ErrorTypes.NoRoute, $"edge {edge.EdgeId} is not on map {map.Id}", "send an order for this map", node.NodeId);
            if (lane.StartNodeId != order.Nodes[i - 1].NodeId || lane.EndNodeId != node.NodeId)
                return No(ErrorTypes.Order, $"edge {edge.EdgeId} does not lead from {order.Nodes[i - 1].NodeId} to {node.NodeId}", "send edges that join their nodes", node.NodeId);
            if (edge.Released && !(node.Released && order.Nodes[i - 1].Released))
                return No(ErrorTypes.Validation, $"edge {edge.EdgeId} is released but not both its nodes", "release the nodes as well", node.NodeId);
            if (node.Released && !(edge.Released && order.Nodes[i - 1].Released))
                return No(ErrorTypes.Validation, $"node {node.NodeId} is released behind something that is not", "release from the front", node.NodeId);
        }
        foreach (var action in order.Nodes.SelectMany(n => n.Actions).Concat(order.Edges.SelectMany(e => e.Actions)))
            if (action.ActionType is not (ActionTypes.StartCharging or ActionTypes.StopCharging))
                return No(ErrorTypes.Order, $"this car cannot do {action.ActionType} in an order", "its factsheet lists what it can do");
        return null;
    }
}
