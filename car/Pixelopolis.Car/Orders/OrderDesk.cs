using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Orders;

/// <summary>
/// What becomes of the fleet's mail, message by message, between two drive steps: orders go to the follower, instant actions are carried out here,
/// and whatever cannot be is reported with its reason. One thread carries out; others may read the snapshot and the counts.
/// </summary>
public sealed class OrderDesk(OrderFollower follower)
{
    private readonly List<string> _pausing = [];
    private int _stateRequests, _factsheetRequests;

    /// <summary>The fleet has paused the car.</summary>
    public bool Paused { get; private set; }

    public OrderSnapshot Snapshot => follower.Snapshot;

    /// <summary>Counts requests for a state message; every order, taken or not, counts as one.</summary>
    public int StateRequests => Volatile.Read(ref _stateRequests);

    public int FactsheetRequests => Volatile.Read(ref _factsheetRequests);

    /// <summary>After a drive step: a pause is done once the car stands.</summary>
    public void Watch(bool standing)
    {
        if (standing) EndPausing();
    }

    /// <summary>Carries out what a message asks for. An action that is known already is not done again.</summary>
    /// <param name="mail">As it was read from the wire.</param>
    /// <param name="standing">Whether the car stood at its last drive step.</param>
    public void Take(in FleetMail mail, bool standing)
    {
        if (mail.Broken is { } error) follower.Report(error);
        if (mail.Order is { } order) follower.Accept(order);
        if (mail.Actions is { } actions)
            foreach (var action in actions.Actions)
                if (!Known(action.ActionId)) Act(action, standing);
        Interlocked.Increment(ref _stateRequests);
    }

    private bool Known(string actionId) => _pausing.Contains(actionId) || follower.Snapshot.ActionStates.Any(a => a.ActionId == actionId);

    private void Act(VdaAction action, bool standing)
    {
        switch (action.ActionType)
        {
            case ActionTypes.CancelOrder: follower.Cancel(action.ActionId); break;
            case ActionTypes.StartPause:
                Paused = true;
                _pausing.Add(action.ActionId);
                break;
            case ActionTypes.StopPause: Resume(action); break;
            case ActionTypes.StateRequest: follower.Done(action, worked: true); break;
            case ActionTypes.FactsheetRequest:
                Interlocked.Increment(ref _factsheetRequests);
                follower.Done(action, worked: true);
                break;
            case ActionTypes.InitPosition: Put(action, standing); break;
            case ActionTypes.SearchPosition: Search(action); break;
            case ActionTypes.StartCharging or ActionTypes.StopCharging: Charge(action, standing); break;
            default: Fail(action, ErrorTypes.Order, $"this car cannot do {action.ActionType}", "its factsheet lists what it can do"); break;
        }
    }

    private void Resume(VdaAction action)
    {
        EndPausing();
        Paused = false;
        follower.Done(action, worked: true);
    }

    private void EndPausing()
    {
        foreach (var id in _pausing) follower.Done(new VdaAction(ActionTypes.StartPause, id, BlockingType.Hard), worked: true);
        _pausing.Clear();
    }

    private void Put(VdaAction action, bool standing)
    {
        if (!standing)
        {
            Fail(action, ErrorTypes.Order, "the car is moving: it cannot be told where it stands", "pause it or cancel its order first");
            return;
        }
        if (action.Parameter("x")?.Number is not { } x || action.Parameter("y")?.Number is not { } y || action.Parameter("theta")?.Number is not { } theta
            || action.Parameter("mapId")?.Text is not { } mapId || action.Parameter("lastNodeId")?.Text is not { } lastNode)
        {
            Fail(action, ErrorTypes.Validation, "initPosition needs x, y, theta (numbers), mapId and lastNodeId (texts)", "send all five");
            return;
        }
        var error = follower.InitPosition(new Pose(x, y, Angle.Wrap(theta)), mapId, lastNode);
        follower.Done(action, error is null, error?.ErrorDescription);
        if (error is not null) follower.Report(error);
    }

    private void Search(VdaAction action)
    {
        if (action.Parameter(ActionTypes.SearchDistance)?.Number is not { } metres)
            Fail(action, ErrorTypes.Validation, $"{action.ActionType} needs {ActionTypes.SearchDistance} (a number)", "send the metres that are kept free for the car");
        else if (metres is not (> 0 and <= ActionTypes.MostSearchDistance))
            Fail(action, ErrorTypes.Validation, FormattableString.Invariant($"{ActionTypes.SearchDistance} is {metres} m"),
                FormattableString.Invariant($"send more than 0 and at most {ActionTypes.MostSearchDistance} m"));
        else if (!follower.IsSearching)
            Fail(action, ErrorTypes.Order, $"the car is not lost: it does not do {action.ActionType}", "send it an order");
        else
        {
            follower.GrantSearch(metres);
            follower.Done(action, worked: true);
        }
    }

    private void Charge(VdaAction action, bool standing)
    {
        var start = action.ActionType == ActionTypes.StartCharging;
        if (start && !standing)
        {
            Fail(action, ErrorTypes.Order, "a moving car cannot charge", "let it arrive first");
            return;
        }
        follower.SetCharging(start);
        follower.Done(action, worked: true);
    }

    private void Fail(VdaAction action, string type, string why, string hint)
    {
        follower.Done(action, worked: false, why);
        follower.Report(new VdaError(type, ErrorLevel.Warning, [new("topic", "instantActions"), new("actionId", action.ActionId)], why, hint));
    }
}
