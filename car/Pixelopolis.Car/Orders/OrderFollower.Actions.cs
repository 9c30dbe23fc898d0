using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Orders;

/// <summary>The actions that come with an order or at once, and an order's being called off.</summary>
public sealed partial class OrderFollower
{
    /// <summary>Of actions that have ended only so many of the newest are kept in the state.</summary>
    public const int MostActionStates = 100;
    private readonly List<ActionState> _actions = [];
    private string? _cancelling;

    /// <summary>Stops within its braking distance, then drops the order (VDA 5050 cancelOrder); null where there is none.</summary>
    public VdaError? Cancel(string actionId)
    {
        if (!Active)
        {
            _actions.Add(new ActionState(actionId, ActionStatus.Failed, ActionTypes.CancelOrder));
            var error = new VdaError(ErrorTypes.NoOrderToCancel, ErrorLevel.Warning, [new("actionId", actionId)], "there is no order to cancel");
            Publish(s => s with { Errors = [error] });
            return error;
        }
        _cancelling = actionId;
        _actions.Add(new ActionState(actionId, ActionStatus.Running, ActionTypes.CancelOrder));
        if (Route is { } route) Route = route with { BaseEnd = Math.Min(route.BaseEnd, _step.Localizer.Estimate.S + 0.15) };
        Publish(s => s);
        return null;
    }

    /// <summary>Reports an instant action that is done at once.</summary>
    public void Done(VdaAction action, bool worked, string? result = null)
    {
        _actions.RemoveAll(a => a.ActionId == action.ActionId);
        _actions.Add(new ActionState(action.ActionId, worked ? ActionStatus.Finished : ActionStatus.Failed, action.ActionType, ResultDescription: result));
        // Without a new order nothing else clears them, and a parked car may be asked things all day.
        while (_actions.Count > MostActionStates && _actions.FindIndex(a => a.ActionStatus is ActionStatus.Finished or ActionStatus.Failed) is >= 0 and var oldest) _actions.RemoveAt(oldest);
        Publish(s => s);
    }

    private void RunActions(OrderNode node)
    {
        foreach (var action in node.Actions)
        {
            Publish(s => s with { Charging = action.ActionType == ActionTypes.StartCharging });
            var i = _actions.FindIndex(a => a.ActionId == action.ActionId);
            if (i >= 0) _actions[i] = _actions[i] with { ActionStatus = ActionStatus.Finished };
        }
        Publish(s => s);
    }

    private void AddActions(OrderMessage order)
    {
        foreach (var action in order.Nodes.SelectMany(n => n.Actions).Concat(order.Edges.SelectMany(e => e.Actions)))
            if (!_actions.Any(a => a.ActionId == action.ActionId)) _actions.Add(new ActionState(action.ActionId, ActionStatus.Waiting, action.ActionType));
    }

    private void FinishCancel()
    {
        var pose = Pose;
        _nodes.Clear();
        _edges.Clear();
        for (var i = 0; i < _actions.Count; i++)
            if (_actions[i].ActionId == _cancelling) _actions[i] = _actions[i] with { ActionStatus = ActionStatus.Finished };
            else if (_actions[i].ActionStatus is not (ActionStatus.Finished or ActionStatus.Failed)) _actions[i] = _actions[i] with { ActionStatus = ActionStatus.Failed };
        _cancelling = null;
        _put = pose;
    }
}
