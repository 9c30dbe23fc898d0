using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Station.Api;

/// <summary>What a call to the city came back with: a value, the server's problem, or no answer at all (both null).</summary>
public readonly record struct Answer<T>(T? Value, Problem? Problem) where T : class
{
    public bool Unreachable => Value is null && Problem is null;
}
