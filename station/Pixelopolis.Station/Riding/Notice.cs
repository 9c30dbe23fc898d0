using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Api;

namespace Pixelopolis.Station.Riding;

/// <summary>What stands in a visitor's way, each with its own words and its own next step.</summary>
public enum Notice { None, NoCars, CityStopped, ConnectionLost, UnknownPlace, NoWayThere, TooBusy, NotPaired, SomethingBroke }

public static class Notices
{
    /// <summary>The notice for a call that did not give what was asked.</summary>
    public static Notice Of<T>(Answer<T> answer) where T : class => answer switch
    {
        { Unreachable: true } => Notice.ConnectionLost,
        { Problem: { } problem } => Of(problem),
        _ => Notice.None,
    };

    private static Notice Of(Problem problem) => problem.Type switch
    {
        ProblemTypes.NoCars or ProblemTypes.CarUnreachable => Notice.NoCars,
        ProblemTypes.CityStopped => Notice.CityStopped,
        ProblemTypes.UnknownDestination => Notice.UnknownPlace,
        ProblemTypes.NoRoute => Notice.NoWayThere,
        ProblemTypes.TooManyRequests or ProblemTypes.TooManyBookings => Notice.TooBusy,
        ProblemTypes.NotPaired => Notice.NotPaired,
        _ when problem.Status is 502 or 503 or 504 => Notice.ConnectionLost,
        _ => Notice.SomethingBroke,
    };
}
