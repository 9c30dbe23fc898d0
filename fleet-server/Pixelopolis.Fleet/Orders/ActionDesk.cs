using Pixelopolis.Fleet.Cars;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet.Orders;

/// <summary>Sends instant actions until a state shows their end, and keeps every car paused that is to be.</summary>
internal sealed class ActionDesk(FleetState fleet)
{
    public PendingAction Ask(FleetCar car, string type, IReadOnlyList<ActionParameter>? parameters = null)
    {
        var blocking = type is ActionTypes.InitPosition ? BlockingType.Hard : BlockingType.None;
        var pending = new PendingAction(new VdaAction(type, fleet.Ids.Next("action"), blocking, parameters));
        car.Pending.Add(pending);
        return pending;
    }

    /// <summary>Asked once and not minded: the answer is the state or factsheet itself.</summary>
    public void Request(FleetCar car, string type) =>
        fleet.Emit(new ActionsPublished(car.Serial, Message([new VdaAction(type, fleet.Ids.Next("action"), BlockingType.None)]), Again: false));

    /// <summary>What a state says of the actions under way; gives those that ended.</summary>
    public static IReadOnlyList<(VdaAction Action, bool Done, string? Result)> Take(FleetCar car, StateMessage state)
    {
        var ended = new List<(VdaAction, bool, string?)>();
        for (var i = car.Pending.Count - 1; i >= 0; i--)
        {
            var pending = car.Pending[i];
            var report = state.ActionStates.FirstOrDefault(a => a.ActionId == pending.Action.ActionId);
            pending.Seen = report is not null;
            if (report is null) continue;
            if (report.ActionStatus is not (ActionStatus.Finished or ActionStatus.Failed)) continue;
            car.Pending.RemoveAt(i);
            if (pending.Action.ActionType is ActionTypes.StartPause or ActionTypes.StopPause && report.ActionStatus == ActionStatus.Finished)
                car.PausedByAction = pending.Action.ActionType == ActionTypes.StartPause;
            ended.Add((pending.Action, report.ActionStatus == ActionStatus.Finished, report.ResultDescription));
        }
        ended.Reverse();
        return ended;
    }

    public void Send()
    {
        foreach (var car in fleet.Cars.Values)
        {
            if (!car.Online) continue;
            KeepPaused(car);
            foreach (var pending in car.Pending)
            {
                if (MustWait(car, pending)) continue;
                var again = pending.SentAt is not null;
                if (again && (pending.Seen || fleet.Now - pending.SentAt < fleet.Options.ResendAfter)) continue;
                pending.SentAt = fleet.Now;
                fleet.Emit(new ActionsPublished(car.Serial, Message([pending.Action]), again));
            }
        }
    }

    /// <summary>A car can only be told where it stands when it stands, and has given up what it was doing.</summary>
    private static bool MustWait(FleetCar car, PendingAction pending) =>
        pending.Action.ActionType == ActionTypes.InitPosition && (car.HasPending(ActionTypes.CancelOrder) || car.State is { Driving: true });

    private void KeepPaused(FleetCar car)
    {
        if (car.State is not { } state) return;
        var wanted = fleet.Stopped || car.PausedByOperator;
        var (type, other) = wanted ? (ActionTypes.StartPause, ActionTypes.StopPause) : (ActionTypes.StopPause, ActionTypes.StartPause);
        car.Pending.RemoveAll(p => p.Action.ActionType == other);
        if ((state.Paused ?? car.PausedByAction) == wanted || car.HasPending(type)) return;
        Ask(car, type);
    }

    private static InstantActionsMessage Message(IReadOnlyList<VdaAction> actions) => new() { Actions = actions };
}
