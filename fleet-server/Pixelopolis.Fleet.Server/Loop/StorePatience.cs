using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server.Loop;

/// <summary>
/// How long the loop waits for a store: cars must not stand still because a database is away. What takes longer has failed, and whoever can wait
/// tries again only after a rest. Stores take the same write twice for one.
/// </summary>
internal sealed class StorePatience(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private DateTimeOffset _restsUntil = DateTimeOffset.MinValue;

    public bool IsResting => time.GetUtcNow() < _restsUntil;

    /// <exception cref="StoreUnavailableException">It failed or took too long.</exception>
    public async Task<T> LimitAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            return await work(both.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            _restsUntil = time.GetUtcNow() + Rest;
            throw new StoreUnavailableException($"no answer in {Longest.TotalSeconds:0} s");
        }
        catch (StoreUnavailableException)
        {
            _restsUntil = time.GetUtcNow() + Rest;
            throw;
        }
    }
}
