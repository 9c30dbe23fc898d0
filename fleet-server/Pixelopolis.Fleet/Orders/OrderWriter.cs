using Pixelopolis.City.Lif;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Routing;
using Pixelopolis.Fleet.Traffic;

namespace Pixelopolis.Fleet.Orders;

/// <summary>Writes a car's track as a VDA 5050 order: the whole of it at first, later what follows the end of the base.</summary>
internal sealed class OrderWriter(RoadNetwork network)
{
    /// <param name="order">Its UpdateId is that of the message to write.</param>
    /// <param name="from">The first node's index in the track: the order's offset, or the stitching node.</param>
    /// <param name="maxNodes">The horizon is cut where the car can take no more nodes.</param>
    public OrderMessage Write(ActiveOrder order, CarTrack track, int from, int maxNodes)
    {
        var last = Math.Min(track.Edges.Count, Math.Max(track.Base, from + maxNodes - 1));
        var nodes = new List<OrderNode>(last - from + 1);
        var edges = new List<OrderEdge>(last - from);
        for (var k = from; k <= last; k++)
        {
            nodes.Add(WriteNode(order, track, k));
            if (k < last) edges.Add(WriteEdge(order, track, k));
        }
        return new OrderMessage { OrderId = order.OrderId, OrderUpdateId = order.UpdateId, Nodes = nodes, Edges = edges };
    }

    private OrderNode WriteNode(ActiveOrder order, CarTrack track, int k)
    {
        var id = k == 0 ? network[track.Edges[0]].StartNodeId : network[track.Edges[k - 1]].EndNodeId;
        var node = network.Map.Node(id);
        var deviation = k == order.Offset && order.StartDeviation > 0 ? order.StartDeviation : (double?)null;
        return new OrderNode(id, order.NodeSequence(k), k <= track.Base || k == order.Offset, k == track.Edges.Count ? order.LastNodeActions : [],
            new NodePosition(node.X, node.Y, network.Map.Id, AllowedDeviationXY: deviation), SignsAt(id));
    }

    private OrderEdge WriteEdge(ActiveOrder order, CarTrack track, int k)
    {
        var edge = network[track.Edges[k]];
        return new OrderEdge(edge.Id, order.EdgeSequence(k), k < track.Base, edge.StartNodeId, edge.EndNodeId, [], edge.MaxSpeed);
    }

    private string? SignsAt(string nodeId)
    {
        var signs = network.Map.Signs.Where(s => s.NodeId == nodeId).Select(s => LifWords.Of(s.Class)).ToArray();
        return signs.Length == 0 ? null : $"expect sign: {string.Join(", ", signs)}";
    }
}
