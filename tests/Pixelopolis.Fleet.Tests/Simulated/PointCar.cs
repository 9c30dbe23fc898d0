using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet.Tests.Simulated;

/// <summary>
/// A car reduced to its order book: a point that goes along the released edges at a set speed and answers as VDA 5050 2.1.0 asks.
/// Written apart from the fleet, from the standard, so that each can find the other's mistakes.
/// </summary>
internal sealed partial class PointCar(string serial, CityMap map, double speed)
{
    private readonly List<OrderNode> _nodes = [];
    private readonly List<OrderEdge> _edges = [];
    private readonly List<ActionState> _actions = [];
    private readonly List<VdaError> _errors = [];
    private OrderNode? _baseEnd;
    private bool _changed = true;

    public string Serial { get; } = serial;
    public string OrderId { get; private set; } = "";
    public uint UpdateId { get; private set; }
    public string LastNode { get; private set; } = "";
    public uint LastSequence { get; private set; }
    public double Distance { get; private set; }
    public bool Paused { get; private set; }
    public bool Localized { get; private set; }
    public double Battery { get; set; } = 100;
    public bool Charging { get; private set; }
    public OperatingMode Mode { get; set; } = OperatingMode.Automatic;

    /// <summary>It is on; a car that is off does not move or speak.</summary>
    public bool Switched { get; set; } = true;

    /// <summary>Takes no order, for a reason of its own.</summary>
    public bool Refuses { get; set; }

    /// <summary>Says nothing of the orders it is sent.</summary>
    public bool Ignores { get; set; }

    /// <summary>Something is wrong with it, whatever it is told.</summary>
    public List<VdaError> Faults { get; } = [];
    public double DeviationRange { get; set; }
    public double Travelled { get; private set; }

    /// <summary>Metres by which the car is really further along its lane than it thinks.</summary>
    public double Ahead { get; set; }

    /// <summary>Where the body really is.</summary>
    public Pose TruePose
    {
        get
        {
            if (_lost is { } lost) return map.Edge(lost.Edge).Curve.At(lost.S);
            var edge = map.Edge(CurrentEdge);
            var s = edge.Curve.Project(Pose.X, Pose.Y).S + Ahead;
            if (s > edge.Length && _edges.Count > 0 && _edges[0].EdgeId != CurrentEdge) return map.Edge(_edges[0].EdgeId).Curve.At(s - edge.Length);
            return edge.Curve.At(s);
        }
    }

    /// <summary>The edge the axle is on; at a node, the one it came by.</summary>
    public string CurrentEdge { get; private set; } = "";
    public Pose Pose { get; private set; }
    public int Accepted { get; private set; }
    public int Rejected { get; private set; }

    public IReadOnlyList<OrderEdge> Edges => _edges;

    public void StandAt(string edgeId, double? s = null)
    {
        var edge = map.Edge(edgeId);
        CurrentEdge = edgeId;
        var at = s ?? edge.Length;
        Pose = edge.Curve.At(at);
        (LastNode, Distance) = at >= edge.Length ? (edge.EndNodeId, 0) : (edge.StartNodeId, at);
        (Localized, _changed) = (true, true);
    }

    /// <summary>The state to be sent now, or null when there is nothing new to say.</summary>
    public StateMessage? News(bool due)
    {
        if (!_changed && !due) return null;
        _changed = false;
        return State();
    }

    public StateMessage State() => new()
    {
        OrderId = OrderId,
        OrderUpdateId = UpdateId,
        LastNodeId = LastNode,
        LastNodeSequenceId = LastSequence,
        Driving = _lost is null ? CanGo : Crawls,
        NodeStates = [.. _nodes.Select(n => new NodeState(n.NodeId, n.SequenceId, n.Released))],
        EdgeStates = [.. _edges.Select(e => new EdgeState(e.EdgeId, e.SequenceId, e.Released))],
        ActionStates = [.. _actions],
        BatteryState = new BatteryState(Battery, Charging),
        OperatingMode = Mode,
        Errors = [.. _errors, .. Faults, .. _lost is null ? [] : new[] { new VdaError("localizationLost", ErrorLevel.Warning) }],
        SafetyState = new SafetyState(EStop.None, false),
        AgvPosition = new AgvPosition(Pose.X, Pose.Y, Pose.Theta, map.Id, Localized, LocalizationScore, DeviationRange),
        Paused = Paused,
        DistanceSinceLastNode = Distance,
        Pixelopolis = Extension,
    };

    /// <summary>As after a restart of its phone.</summary>
    public void Forget() => (Localized, _changed) = (false, true);

    /// <summary>A person drives it now: entering this mode clears the order.</summary>
    public void TakeOver()
    {
        (Mode, _changed) = (OperatingMode.Manual, true);
        _nodes.Clear();
        _edges.Clear();
    }

    private bool CanGo => Switched && !Paused && Faults.Count == 0 && _edges.Count > 0 && _edges[0].Released;

    public void Step(double seconds)
    {
        if (_lost is not null)
        {
            Crawl(seconds);
            return;
        }
        var left = CanGo ? seconds * speed : 0;
        while (left > 0 && CanGo)
        {
            var edge = map.Edge(_edges[0].EdgeId);
            Charging = false;
            var step = Math.Min(left, edge.Length - Distance);
            (Distance, left, Travelled, CurrentEdge) = (Distance + step, left - step, Travelled + step, edge.Id);
            Pose = edge.Curve.At(Distance);
            if (Distance >= edge.Length - 1e-9) Pass();
        }
    }

    public void Take(OrderMessage order)
    {
        _changed = true;
        if (Ignores) return;
        if (Fault(order) is { } fault)
        {
            Rejected++;
            _errors.RemoveAll(e => e.ErrorType == fault);
            _errors.Add(new VdaError(fault, ErrorLevel.Warning,
                [new("orderId", order.OrderId), new("orderUpdateId", order.OrderUpdateId.ToString(System.Globalization.CultureInfo.InvariantCulture))]));
            return;
        }
        if (order.OrderId == OrderId && order.OrderUpdateId == UpdateId) return;
        Accepted++;
        _errors.Clear();
        if (order.OrderId != OrderId)
        {
            (LastNode, LastSequence) = (order.Nodes[0].NodeId, order.Nodes[0].SequenceId);
            _actions.RemoveAll(a => a.ActionStatus is ActionStatus.Finished or ActionStatus.Failed);
        }
        _nodes.RemoveAll(n => !n.Released);
        _edges.RemoveAll(e => !e.Released);
        (OrderId, UpdateId) = (order.OrderId, order.OrderUpdateId);
        _nodes.AddRange(order.Nodes.Skip(1));
        _edges.AddRange(order.Edges);
        _baseEnd = order.Nodes.Last(n => n.Released);
        foreach (var action in order.Nodes.Skip(1).SelectMany(n => n.Actions))
            if (_actions.All(a => a.ActionId != action.ActionId)) _actions.Add(new ActionState(action.ActionId, ActionStatus.Waiting, action.ActionType));
    }

    public void Take(InstantActionsMessage message)
    {
        _changed = true;
        foreach (var action in message.Actions)
        {
            if (_actions.Any(a => a.ActionId == action.ActionId)) continue;
            var done = Do(action);
            if (action.ActionType is ActionTypes.StateRequest) continue;
            _actions.Add(new ActionState(action.ActionId, done ? ActionStatus.Finished : ActionStatus.Failed, action.ActionType));
        }
    }

    private bool Do(VdaAction action)
    {
        switch (action.ActionType)
        {
            case ActionTypes.StartPause: Paused = true; return true;
            case ActionTypes.StopPause: Paused = false; return true;
            case ActionTypes.StartCharging: Charging = true; return true;
            case ActionTypes.StopCharging: Charging = false; return true;
            case ActionTypes.StateRequest or ActionTypes.FactsheetRequest: return true;
            case ActionTypes.SearchPosition: return Search(action.Parameter(ActionTypes.SearchDistance)!.Number!.Value);
            case ActionTypes.CancelOrder:
                var had = _nodes.Count > 0;
                _nodes.Clear();
                _edges.Clear();
                return had;
            case ActionTypes.InitPosition:
                var at = action.Parameter("lastNodeId")!.Text!;
                Pose = new Pose(action.Parameter("x")!.Number!.Value, action.Parameter("y")!.Number!.Value, action.Parameter("theta")!.Number!.Value);
                (LastNode, Localized, _lost) = (at, true, null);
                var node = map.Node(at);
                Distance = Math.Sqrt(Math.Pow(Pose.X - node.X, 2) + Math.Pow(Pose.Y - node.Y, 2));
                return true;
            default: return false;
        }
    }

    /// <summary>The decision of VDA 5050 2.1.0, figure 8.</summary>
    private string? Fault(OrderMessage order)
    {
        if (Refuses) return ErrorTypes.Order;
        if (order.Edges.Count != order.Nodes.Count - 1) return ErrorTypes.Validation;
        for (var i = 0; i < order.Edges.Count; i++)
        {
            var (a, e, b) = (order.Nodes[i], order.Edges[i], order.Nodes[i + 1]);
            if (e.StartNodeId != a.NodeId || e.EndNodeId != b.NodeId || e.SequenceId != a.SequenceId + 1 || b.SequenceId != e.SequenceId + 1) return ErrorTypes.Validation;
            if (map.FindEdge(e.EdgeId) is not { } edge || edge.StartNodeId != e.StartNodeId || edge.EndNodeId != e.EndNodeId) return ErrorTypes.Validation;
            if (b.Released && !a.Released || e.Released != b.Released) return ErrorTypes.Validation;
        }
        var first = order.Nodes[0];
        if (!first.Released) return ErrorTypes.Validation;
        if (order.OrderId != OrderId)
        {
            if (_nodes.Count > 0 || _actions.Any(a => a.ActionStatus is not (ActionStatus.Finished or ActionStatus.Failed))) return ErrorTypes.OrderUpdate;
            var away = Math.Sqrt(Math.Pow(Pose.X - map.Node(first.NodeId).X, 2) + Math.Pow(Pose.Y - map.Node(first.NodeId).Y, 2));
            return first.SequenceId != 0 || away > Math.Max(0.10, first.NodePosition?.AllowedDeviationXY ?? 0) ? ErrorTypes.NoRoute : null;
        }
        if (order.OrderUpdateId < UpdateId) return ErrorTypes.OrderUpdate;
        if (order.OrderUpdateId == UpdateId) return null;
        var stitch = _nodes.Count > 0 ? (_baseEnd!.NodeId, _baseEnd.SequenceId) : (LastNode, LastSequence);
        return (first.NodeId, first.SequenceId) == stitch ? null : ErrorTypes.OrderUpdate;
    }

    private void Pass()
    {
        var node = _nodes[0];
        (LastNode, LastSequence, Distance, _changed, _strange) = (node.NodeId, node.SequenceId, 0, true, _strange - 1);
        _nodes.RemoveAt(0);
        _edges.RemoveAt(0);
        foreach (var action in node.Actions)
        {
            _actions.RemoveAll(a => a.ActionId == action.ActionId);
            _actions.Add(new ActionState(action.ActionId, Do(action) ? ActionStatus.Finished : ActionStatus.Failed, action.ActionType));
        }
    }
}
