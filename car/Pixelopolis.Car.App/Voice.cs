using System.Collections.Concurrent;

namespace Pixelopolis.Car.App;

/// <summary>
/// Says things from a thread of its own: whoever reads them may be slow or stuck, and neither the motor link nor the camera waits for
/// it. What does not fit is counted and that is said.
/// </summary>
internal sealed class Voice : IDisposable
{
    public const int Capacity = 256;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);
    private readonly BlockingCollection<string> _texts = new(Capacity);
    private readonly TextWriter _writer;
    private readonly Thread _thread;
    private int _unsaid;

    public Voice(TextWriter writer)
    {
        _writer = writer;
        _thread = new Thread(Run) { Name = "voice", IsBackground = true, Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>Never waits.</summary>
    public void Say(string text)
    {
        try
        {
            if (!_texts.TryAdd(text)) Interlocked.Increment(ref _unsaid);
        }
        catch (InvalidOperationException)
        {
            // It has said its last.
        }
    }

    /// <summary>Lets what is left be said, if somebody listens.</summary>
    public void Dispose()
    {
        if (_texts.IsAddingCompleted) return;
        _texts.CompleteAdding();
        _thread.Join(LastWords);
    }

    private void Run()
    {
        foreach (var text in _texts.GetConsumingEnumerable())
        {
            _writer.WriteLine(text);
            if (Interlocked.Exchange(ref _unsaid, 0) is > 0 and var unsaid) _writer.WriteLine($"({unsaid} more could not be said)");
        }
    }
}
