using System.Collections.Concurrent;
using Pixelopolis.Car.Orders;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.App.Driving;

/// <summary>One message for the car as it was read from the wire: an order, instant actions, or why a payload was neither.</summary>
public readonly record struct FleetMail(OrderMessage? Order = null, InstantActionsMessage? Actions = null, VdaError? Broken = null);

/// <summary>
/// Where mail from the fleet waits until the drive loop takes it: other threads only <see cref="Deliver"/>, the loop alone carries out.
/// What does not fit is refused: the fleet sends again what it finds in no state message.
/// </summary>
public sealed class OrderDesk(OrderFollower follower)
{
    public const int Capacity = 64;
    private readonly ConcurrentQueue<FleetMail> _mail = new();
    private string? _pausing;
    private int _stateRequests, _factsheetRequests;

    /// <summary>The fleet has paused the car.</summary>
    public bool Paused { get; private set; }

    public OrderSnapshot Snapshot => follower.Snapshot;

    /// <summary>Counts requests for a state message; every order, taken or not, counts as one.</summary>
    public int StateRequests => Volatile.Read(ref _stateRequests);

    public int FactsheetRequests => Volatile.Read(ref _factsheetRequests);

    /// <summary>False when the desk is full.</summary>
    public bool Deliver(in FleetMail mail)
    {
        if (_mail.Count >= Capacity) return false;
        _mail.Enqueue(mail);
        return true;
    }

    /// <summary>Carries out what has come. The drive loop's thread only.</summary>
    /// <returns>Whether there was anything.</returns>
    internal bool Work(bool standing)
    {
        if (_pausing is { } id && standing)
        {
            _pausing = null;
            follower.Done(new VdaAction(ActionTypes.StartPause, id, BlockingType.Hard), worked: true);
        }
        var any = false;
        while (_mail.TryDequeue(out var mail))
        {
            any = true;
            if (mail.Broken is { } error) follower.Report(error);
            if (mail.Order is { } order) follower.Accept(order);
            if (mail.Actions is { } actions)
                foreach (var action in actions.Actions)
                    if (!Known(action.ActionId)) Act(action, standing);
            Interlocked.Increment(ref _stateRequests);
        }
        return any;
    }

    private bool Known(string actionId) => actionId == _pausing || follower.Snapshot.ActionStates.Any(a => a.ActionId == actionId);

    private void Act(VdaAction action, bool standing)
    {
        switch (action.ActionType)
        {
            case ActionTypes.CancelOrder: follower.Cancel(action.ActionId); break;
            case ActionTypes.StartPause: (Paused, _pausing) = (true, action.ActionId); break;
            case ActionTypes.StopPause: Resume(action); break;
            case ActionTypes.StateRequest: follower.Done(action, worked: true); break;
            case ActionTypes.FactsheetRequest:
                Interlocked.Increment(ref _factsheetRequests);
                follower.Done(action, worked: true);
                break;
            case ActionTypes.InitPosition: Put(action, standing); break;
            case ActionTypes.StartCharging or ActionTypes.StopCharging: Charge(action, standing); break;
            default: Fail(action, ErrorTypes.Order, $"this car cannot do {action.ActionType}", "its factsheet lists what it can do"); break;
        }
    }

    private void Resume(VdaAction action)
    {
        if (_pausing is { } pausing) follower.Done(new VdaAction(ActionTypes.StartPause, pausing, BlockingType.Hard), worked: true);
        (Paused, _pausing) = (false, null);
        follower.Done(action, worked: true);
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
