namespace Pixelopolis.Fleet.Contracts.Vda5050;

/// <summary>Topic <c>instantActions</c>: to be done at once, whatever the order says.</summary>
public sealed record InstantActionsMessage : VdaMessage
{
    public required IReadOnlyList<VdaAction> Actions { get; init; }
}

/// <summary>Something to do, on a node, along an edge or at once. The id is unique.</summary>
public sealed record VdaAction(string ActionType, string ActionId, BlockingType BlockingType,
    IReadOnlyList<ActionParameter>? ActionParameters = null, string? ActionDescription = null)
{
    /// <summary>A parameter's value, or null where the action has none by that key.</summary>
    public ParameterValue? Parameter(string key) => ActionParameters?.FirstOrDefault(p => p.Key == key)?.Value;
}

/// <summary>None: driving and other actions go on; Soft: others go on, no driving; Hard: alone and no driving.</summary>
public enum BlockingType { None, Soft, Hard }

public sealed record ActionParameter(string Key, ParameterValue Value);

/// <summary>The actions our cars know.</summary>
public static class ActionTypes
{
    public const string CancelOrder = "cancelOrder";
    public const string StartPause = "startPause";
    public const string StopPause = "stopPause";
    public const string StateRequest = "stateRequest";
    public const string FactsheetRequest = "factsheetRequest";

    /// <summary>Parameters x, y (metres), theta (radians), mapId, lastNodeId.</summary>
    public const string InitPosition = "initPosition";

    /// <summary>Our own: a lost car may crawl on for <see cref="SearchDistance"/> metres to find its place. Whoever asks has kept that space free for it.</summary>
    public const string SearchPosition = "searchPosition";
    public const string SearchDistance = "distance";

    /// <summary>Metres that can be granted at once.</summary>
    public const double MostSearchDistance = 2;
    public const string StartCharging = "startCharging";
    public const string StopCharging = "stopCharging";
}
