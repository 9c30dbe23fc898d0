using System.Collections.Concurrent;

namespace Pixelopolis.Fleet.Server.Live;

/// <summary>Something that changed: its event name, what it is about, and how it stands now.</summary>
public sealed record LiveEvent(string Name, string Key, object Value);

/// <summary>
/// Passes changes on to listeners. A slow one gets the newest of each thing and never more, so that it can hold up nobody and fill nothing.
/// </summary>
public sealed class EventHub(int mostListeners)
{
    private readonly ConcurrentDictionary<Listener, byte> _listeners = new();
    private int _count;

    public int Listeners => Volatile.Read(ref _count);

    /// <summary>A new listener that hears what passes <paramref name="hears"/>; null when there are too many already.</summary>
    public Listener? Listen(Func<LiveEvent, bool> hears)
    {
        if (Interlocked.Increment(ref _count) > mostListeners)
        {
            Interlocked.Decrement(ref _count);
            return null;
        }
        var listener = new Listener(this, hears);
        _listeners.TryAdd(listener, 0);
        return listener;
    }

    public void Publish(LiveEvent happened)
    {
        foreach (var (listener, _) in _listeners) listener.Offer(happened);
    }

    internal void Forget(Listener listener)
    {
        if (_listeners.TryRemove(listener, out _)) Interlocked.Decrement(ref _count);
    }
}

/// <summary>What one listener has not heard yet: the newest of each thing, in the order in which they last changed.</summary>
public sealed class Listener(EventHub hub, Func<LiveEvent, bool> hears) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<(string, string), LiveEvent> _news = [];
    private readonly SemaphoreSlim _any = new(0, 1);

    public void Offer(LiveEvent happened)
    {
        if (!hears(happened)) return;
        lock (_lock)
        {
            // To the end: a car that is removed and comes back must not be told in the other order.
            _news.Remove((happened.Name, happened.Key));
            _news.Add((happened.Name, happened.Key), happened);
            if (_any.CurrentCount == 0) _any.Release();
        }
    }

    /// <summary>Waits for news, and takes all there is; nothing when <paramref name="patience"/> ran out first.</summary>
    public async Task<IReadOnlyList<LiveEvent>> TakeAsync(TimeSpan patience, CancellationToken stop)
    {
        await _any.WaitAsync(patience, stop);
        lock (_lock)
        {
            LiveEvent[] news = [.. _news.Values];
            _news.Clear();
            return news;
        }
    }

    public void Dispose()
    {
        hub.Forget(this);
    }
}
