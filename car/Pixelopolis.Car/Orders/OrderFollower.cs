using Pixelopolis.Car.Decision;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Orders;

/// <summary>
/// Keeps the car's order as VDA 5050 2.1.0 wants it kept (acceptance as in its figure 8), turns it into the path to drive, and
/// ticks nodes off as the localizer says they are passed. Called by the drive loop alone.
/// </summary>
public sealed partial class OrderFollower
{
    /// <summary>The car stands on an order's first node when its axle is within this of it, metres.</summary>
    public const double StandsWithin = 0.30;

    /// <summary>Nearer than this before the last node, and standing, the car is there, metres.</summary>
    public const double ArrivedWithin = 0.025;

    private readonly CityMap _map;
    private readonly Intersections _intersections;
    private readonly DriveStep _step;
    private readonly List<OrderNode> _nodes = [];
    private readonly List<OrderEdge> _edges = [];
    private Pose _put = new(double.NaN, double.NaN, double.NaN);
    private double _firstNodeAt;

    public OrderFollower(CityMap map, Intersections intersections, DriveStep step) => (_map, _intersections, _step) = (map, intersections, step);

    public OrderSnapshot Snapshot { get; private set; } = OrderSnapshot.Empty;

    public ActiveRoute? Route { get; private set; }

    /// <summary>Where the car believes its axle is; not a number until it was first put down.</summary>
    public Pose Pose
    {
        get
        {
            if (Route is not { } route) return _put;
            var at = _step.Localizer.Estimate;
            var on = route.Path.At(at.S);
            var (x, y) = on.Ahead(0, at.Left);
            return new Pose(x, y, Angle.Wrap(on.Theta + at.Heading));
        }
    }

    /// <summary>Metres along the path since the last node of it that was passed; 0 without a path.</summary>
    public double SinceLastNode => Route is null ? 0 : Math.Max(0, _step.Localizer.Estimate.S - _firstNodeAt);

    private bool Active => _nodes.Count > 0 || _actions.Any(a => a.ActionStatus is not (ActionStatus.Finished or ActionStatus.Failed));

    /// <summary>The operator says where the car stands (VDA 5050 initPosition).</summary>
    public VdaError? InitPosition(Pose pose, string mapId, string lastNodeId)
    {
        if (mapId != _map.Id) return new VdaError(ErrorTypes.Order, ErrorLevel.Warning, [new("mapId", mapId)], $"this car's map is {_map.Id}");
        if (_map.FindNode(lastNodeId) is null)
            return new VdaError(ErrorTypes.Order, ErrorLevel.Warning, [new("nodeId", lastNodeId)], $"node {lastNodeId} is not on map {_map.Id}");
        FinishCancel();
        (Route, _put) = (null, pose);
        _step.Localizer.PutDown(pose);
        _step.Localizer.Reset(0, 0, 0, 0.015, 0.03);
        Publish(s => s with { LastNodeId = lastNodeId, LastNodeSequenceId = 0, PositionInitialized = true, Placements = s.Placements + 1 });
        return null;
    }

    public OrderResult Accept(OrderMessage order)
    {
        if (OrderCheck.Fault(order, _map) is { } fault) return Reject(fault);
        var first = order.Nodes[0];
        if (order.OrderId == Snapshot.OrderId)
        {
            if (order.OrderUpdateId < Snapshot.OrderUpdateId)
                return Reject(OrderResult.Rejected(ErrorTypes.OrderUpdate, order, $"update {order.OrderUpdateId} is older than {Snapshot.OrderUpdateId}", "send a higher orderUpdateId"));
            if (order.OrderUpdateId == Snapshot.OrderUpdateId) return OrderResult.Repeat;
            if (_cancelling is not null) return Reject(OrderResult.Rejected(ErrorTypes.OrderUpdate, order, "the order is being cancelled", "send a new order"));
            var (at, sequence) = BaseEndNode();
            if (first.NodeId != at || first.SequenceId != sequence)
                return Reject(OrderResult.Rejected(ErrorTypes.OrderUpdate, order, $"the update begins at {first.NodeId}#{first.SequenceId}, the base ends at {at}#{sequence}",
                    "begin the update at the end of the base", first.NodeId));
            Stitch(order);
            return OrderResult.Taken;
        }
        if (Active) return Reject(OrderResult.Rejected(ErrorTypes.OrderUpdate, order, $"order {Snapshot.OrderId} is still active", "cancel it first"));
        if (!Snapshot.PositionInitialized) return Reject(OrderResult.Rejected(ErrorTypes.NoRoute, order, "the car does not know where it is", "send initPosition", first.NodeId));
        var node = _map.Node(first.NodeId);
        var pose = Pose;
        var far = Math.Sqrt(Math.Pow(node.X - pose.X, 2) + Math.Pow(node.Y - pose.Y, 2));
        if (first.NodeId != Snapshot.LastNodeId && far > StandsWithin)
            return Reject(OrderResult.Rejected(ErrorTypes.NoRoute, order, $"the first node is {far:0.00} m away", $"begin at {Snapshot.LastNodeId}", first.NodeId));
        Begin(order, pose);
        return OrderResult.Taken;
    }

    /// <summary>Ticks off what was passed. Call after every drive step; allocates only when something changed.</summary>
    public bool Progress(bool standing)
    {
        if (_step.Localizer.Found is { } place)
        {
            Relocate(place);
            return true;
        }
        // Off its contacts it does not charge, whoever began it.
        if (!standing && Snapshot.Charging) SetCharging(false);
        if (Route is not { } route) return false;
        if (IsSearching)
        {
            // Where it is on its path it does not know, but it can give the path up.
            if (_cancelling is null || !standing) return false;
            FinishCancel();
            Publish(s => s);
            return true;
        }
        var s = _step.Localizer.Estimate.S;
        var early = _step.Localizer.Estimate.DeviationAlong;
        var passed = 0;
        var at = _firstNodeAt;
        for (; passed < _nodes.Count && _nodes[passed].Released; passed++)
        {
            at += _map.Edge(_edges[passed].EdgeId).Length;
            var isBaseEnd = at >= route.BaseEnd - 1e-6;
            if (isBaseEnd ? !(standing && s >= at - ArrivedWithin - early) && s < at : s < at) break;
        }
        var finishing = _cancelling is not null && standing;
        if (passed == 0 && !finishing) return false;
        for (; passed > 0; passed--) PassNode();
        if (finishing) FinishCancel();
        Publish(s => s);
        return true;
    }

    public void SetCharging(bool charging) => Publish(s => s with { Charging = charging });

    public void Report(VdaError error) => Publish(s => s with { Errors = [error] });

    private OrderResult Reject(OrderResult result)
    {
        Publish(s => s with { Errors = [result.Error!] });
        return result;
    }

    private void Begin(OrderMessage order, Pose pose)
    {
        Clear();
        _actions.RemoveAll(a => a.ActionStatus is ActionStatus.Finished or ActionStatus.Failed);
        _nodes.AddRange(order.Nodes.Skip(1));
        _edges.AddRange(order.Edges);
        AddActions(order);
        _firstNodeAt = 0;
        var estimate = _step.Localizer.Estimate;
        Publish(s => s with
        {
            OrderId = order.OrderId, OrderUpdateId = order.OrderUpdateId, LastNodeId = order.Nodes[0].NodeId,
            LastNodeSequenceId = order.Nodes[0].SequenceId, Errors = [],
        });
        if (_edges.Count == 0)
        {
            RunActions(order.Nodes[0]);
            return;
        }
        _put = pose;
        Rebuild();
        var on = Route!.Path.At(0);
        var p = Route.Path.Project(pose.X, pose.Y, 0, 0.4);
        var (forward, left) = on.Local(pose.X, pose.Y);
        // Standing short of the first node, the path's straight extension is the nearest.
        var (s, side, theta) = forward < 0 ? (forward, left, on.Theta) : (p.S, p.Left, p.Theta);
        _step.Localizer.Reset(s, side, Angle.Difference(pose.Theta, theta), Math.Max(0.005, estimate.DeviationS), Math.Max(0.01, estimate.DeviationHeading));
    }

    private void Stitch(OrderMessage order)
    {
        // What was announced beyond the base gives way to the update.
        var keep = _nodes.Count(n => n.Released);
        _nodes.RemoveRange(keep, _nodes.Count - keep);
        _edges.RemoveRange(keep, _edges.Count - keep);
        _actions.RemoveAll(a => a.ActionStatus == ActionStatus.Waiting && !_nodes.SelectMany(n => n.Actions).Any(x => x.ActionId == a.ActionId));
        _nodes.AddRange(order.Nodes.Skip(1));
        _edges.AddRange(order.Edges);
        AddActions(order);
        var pose = Pose;
        var fresh = Route is null;
        if (_edges.Count > 0)
        {
            Rebuild();
            if (fresh) _step.Localizer.Reset(0, 0, 0, 0.01, 0.02);
            if (fresh) _put = pose;
        }
        Publish(s => s with { OrderUpdateId = order.OrderUpdateId, Errors = [] });
    }

    /// <summary>Makes the path of what is left, keeping the edge just driven so that the place on it stays meaningful.</summary>
    private void Rebuild()
    {
        var behind = Route is null || _firstNodeAt == 0 ? [] : Behind(Route.Path);
        var lead = behind.Sum(e => e.Length);
        var path = new RoutePath(behind.Concat(_edges.Select(e => _map.Edge(e.EdgeId))), _intersections);
        if (Route is not null) _step.Localizer.Rebase(_firstNodeAt - lead);
        _firstNodeAt = lead;
        Route = new ActiveRoute(path, lead + _edges.Take(_nodes.Count(n => n.Released)).Sum(e => _map.Edge(e.EdgeId).Length));
    }

    private List<Edge> Behind(RoutePath path)
    {
        foreach (var leg in path.Legs)
            if (Math.Abs(leg.To - _firstNodeAt) < 1e-6) return [leg.Edge];
        return [];
    }

    private void PassNode()
    {
        var node = _nodes[0];
        _firstNodeAt += _map.Edge(_edges[0].EdgeId).Length;
        _nodes.RemoveAt(0);
        _edges.RemoveAt(0);
        RunActions(node);
        Publish(s => s with { LastNodeId = node.NodeId, LastNodeSequenceId = node.SequenceId });
    }

    private void Clear()
    {
        _nodes.Clear();
        _edges.Clear();
        _cancelling = null;
    }

    private (string Node, uint Sequence) BaseEndNode()
    {
        var last = _nodes.LastOrDefault(n => n.Released);
        return last is null ? (Snapshot.LastNodeId, Snapshot.LastNodeSequenceId) : (last.NodeId, last.SequenceId);
    }

    private void Publish(Func<OrderSnapshot, OrderSnapshot> change)
    {
        Snapshot = change(Snapshot) with
        {
            NodeStates = [.. _nodes.Select(n => new NodeState(n.NodeId, n.SequenceId, n.Released, NodeDescription: n.NodeDescription))],
            EdgeStates = [.. _edges.Select(e => new EdgeState(e.EdgeId, e.SequenceId, e.Released))],
            ActionStates = [.. _actions],
            NewBaseRequest = _nodes.Count > 0 && !_nodes[0].Released,
        };
    }
}
