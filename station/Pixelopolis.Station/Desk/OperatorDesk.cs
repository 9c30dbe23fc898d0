using Pixelopolis.City;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Api;
using Pixelopolis.Station.Browser;

namespace Pixelopolis.Station.Desk;

/// <summary>How far the operator's stop has come: it is asked for until the server has confirmed it.</summary>
public enum StopCall { None, Sending, Unconfirmed }

/// <summary>The operator's acts, and whether this browser may do them.</summary>
public sealed class OperatorDesk(CityApi api, BrowserHost browser, TimeProvider time)
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    public event Action? Changed;

    public bool SignedIn { get; private set; }

    public bool Busy { get; private set; }

    public StopCall Stopping { get; private set; }

    /// <summary>The last stop that this window knows of was its own.</summary>
    public bool StoppedHere { get; private set; }

    /// <summary>What went wrong last, in words; null after an act that went well.</summary>
    public string? Trouble { get; private set; }

    /// <summary>A link that pairs a station phone, once it was asked for.</summary>
    public PairingLink? Pairing { get; private set; }

    /// <summary>With a token from the address, or by the cookie from before; asks until the server answers.</summary>
    public async Task Open(CancellationToken left)
    {
        if (await browser.TakeToken() is { Length: > 0 } token) await SignIn(token);
        while (!SignedIn && !left.IsCancellationRequested)
        {
            var answer = await api.IsSignedIn(left);
            SignedIn = answer.Value is not null;
            if (!answer.Unreachable) break;
            try { await Task.Delay(BetweenTries, time, left); }
            catch (OperationCanceledException) { }
        }
        Changed?.Invoke();
    }

    public Task SignIn(string token) => Do(async () =>
    {
        var answer = await api.SignIn(token.Trim());
        if (answer.Problem is not null || answer.Unreachable) return answer.Problem?.Type == ProblemTypes.NotSignedIn
            ? "That token is not the one the server was given or printed at its start." : Told(answer);
        SignedIn = true;
        return null;
    });

    /// <summary>Stops the whole city. Tries again until the server says that it has, or that this browser may not.</summary>
    public async Task Stop()
    {
        if (Stopping != StopCall.None) return;
        (Stopping, Trouble) = (StopCall.Sending, null);
        Changed?.Invoke();
        while (true)
        {
            var answer = await api.StopCity();
            if (answer.Value is not null)
            {
                StoppedHere = true;
                break;
            }
            if (answer.Problem?.Type == ProblemTypes.NotSignedIn)
            {
                SignedOut();
                break;
            }
            (Stopping, Trouble) = (StopCall.Unconfirmed, Told(answer));
            Changed?.Invoke();
            await Task.Delay(BetweenTries, time);
        }
        Stopping = StopCall.None;
        if (SignedIn) Trouble = null;
        Changed?.Invoke();
    }

    public Task Resume() => Act(() => api.ResumeCity());

    /// <summary>The city runs: whoever stops it next may be somebody else.</summary>
    public void CityRuns() => StoppedHere &= Stopping != StopCall.None;

    public Task Pause(string serial) => Act(() => api.ActOnCar(serial, "pause"));

    public Task Release(string serial) => Act(() => api.ActOnCar(serial, "resume"));

    public Task Park(string serial) => Act(() => api.ActOnCar(serial, "park"));

    /// <summary>Says that a car that is not connected was taken off the table: the road it stood on is free again.</summary>
    public Task Remove(string serial) => Act(() => api.ActOnCar(serial, "remove"));

    public Task EndRide(string bookingId) => Act(() => api.EndRide(bookingId));

    public Task Pair() => Do(async () =>
    {
        var answer = await api.Pair();
        Pairing = answer.Value;
        return answer.Value is null ? Told(answer) : null;
    });

    /// <summary>Tells a car that it stands at a node, looking the way its lane goes.</summary>
    public Task Place(string serial, CityMap map, string nodeId) =>
        Act(() => api.PlaceCar(serial, new InitPositionRequest(map.Node(nodeId).X, map.Node(nodeId).Y, HeadingAt(map, nodeId), nodeId)));

    /// <summary>Radians: along the lane that leads into the node, or else the one that leads out of it.</summary>
    public static double HeadingAt(CityMap map, string nodeId) =>
        map.Into(nodeId) is [var into, ..] ? into.Curve.End.Theta : map.From(nodeId) is [var from, ..] ? from.Curve.Start.Theta : 0;

    private Task Act(Func<Task<Answer<OperatorResult>>> act) => Do(async () =>
    {
        var answer = await act();
        if (answer.Value is not null) return null;
        if (answer.Problem?.Type != ProblemTypes.NotSignedIn) return Told(answer);
        SignedOut();
        return Trouble;
    });

    private async Task Do(Func<Task<string?>> act)
    {
        if (Busy) return;
        (Busy, Trouble) = (true, null);
        Changed?.Invoke();
        Trouble = await act();
        Busy = false;
        Changed?.Invoke();
    }

    private void SignedOut() => (SignedIn, Trouble) = (false, "You are signed out. Sign in again with the token that the server was given or printed at its start.");

    private static string Told<T>(Answer<T> answer) where T : class =>
        answer.Problem is { } problem ? problem.Detail ?? (problem.Title.Length > 0 ? problem.Title : $"The server answered {problem.Status}.") : "The server does not answer.";
}
