using Pixelopolis.Fleet.Contracts.Streams;

namespace Pixelopolis.Fleet.Server.Streams;

/// <summary>
/// One car's pictures, fetched once for all who watch. The newest wins: a viewer that is slow skips pictures, and holds up nobody.
/// Begins with the first viewer, ends with the last.
/// </summary>
internal sealed class CarFeed(Uri address, HttpClient http, int mostBytes, TimeProvider time, Action<string> failed) : IDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stop = new();
    private volatile Picture _newest = new(null, 0);
    private int _viewers;

    /// <summary>One more viewer; called with the table of feeds locked.</summary>
    public void Join()
    {
        if (_viewers++ == 0) _ = FetchAsync(_stop.Token);
    }

    /// <summary>One viewer fewer; true when it was the last.</summary>
    public bool Leave() => --_viewers == 0;

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>The newest picture after number <paramref name="seen"/>, waiting for one where there is none yet.</summary>
    public async Task<(CarFrame Frame, long Number)> NextAsync(long seen, CancellationToken stop)
    {
        while (true)
        {
            var now = _newest;
            if (now.Frame is { } frame && now.Number > seen) return (frame, now.Number);
            await now.Replaced.Task.WaitAsync(stop);
        }
    }

    private async Task FetchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stop);
                response.EnsureSuccessStatusCode();
                if (!MjpegReader.CanRead(response.Content.Headers.ContentType?.ToString()))
                    // Without its query, which holds the car's token.
                    throw new InvalidDataException($"{address.GetLeftPart(UriPartial.Path)} answers with {response.Content.Headers.ContentType}, not with multipart/x-mixed-replace");
                await using var body = await response.Content.ReadAsStreamAsync(stop);
                var reader = new MjpegReader(body, mostBytes);
                while (await reader.NextAsync(stop) is { } part) Show(new CarFrame(part.Jpeg.ToArray(), part.Number, part.Timestamp));
                failed("the car ended the stream");
            }
            catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException || (e is OperationCanceledException && !stop.IsCancellationRequested))
            {
                failed(e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(Retry, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Show(CarFrame frame)
    {
        var before = _newest;
        _newest = new Picture(frame, before.Number + 1);
        before.Replaced.TrySetResult();
    }

    private sealed record Picture(CarFrame? Frame, long Number)
    {
        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
