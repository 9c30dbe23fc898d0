using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Components.WebAssembly.Http;

namespace Pixelopolis.Station.Live;

/// <summary>
/// A live connection that mends itself: reads server-sent events, and after a loss tries again, soon at first and then every few
/// seconds. A connection that is silent for longer than the server's keep-alives are apart counts as lost.
/// </summary>
public sealed class LiveFeed(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 0.3, 1, 2, 3, 5 }.Select(TimeSpan.FromSeconds)];
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(35);
    private TaskCompletionSource _nudged = new();

    /// <summary>Try again now: the browser is back on the network, or its tab in view.</summary>
    public void Nudge() => _nudged.TrySetResult();

    /// <summary>Runs until <paramref name="stop"/>, or until the server says that there is nothing at <paramref name="path"/>.</summary>
    public async Task Run(string path, string language, Func<ServerEvent, Task> onEvent, Func<Link, Task> onLink, CancellationToken stop)
    {
        var failures = 0;
        while (!stop.IsCancellationRequested)
        {
            var heard = false;
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
                request.SetBrowserResponseStreamingEnabled(true);
                request.SetBrowserRequestCache(BrowserRequestCache.NoStore);
                using var quiet = new CancellationTokenSource(Silence, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, quiet.Token);
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
                if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
                {
                    await onLink(Link.Gone);
                    return;
                }
                response.EnsureSuccessStatusCode();
                await onLink(Link.Live);
                await using var body = await response.Content.ReadAsStreamAsync(either.Token);
                await foreach (var happened in ServerEvents.Read(body, either.Token))
                {
                    quiet.CancelAfter(Silence);
                    heard = true;
                    if (!happened.IsKeepAlive) await onEvent(happened);
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException) { }
            if (stop.IsCancellationRequested) return;
            failures = heard ? 0 : failures + 1;
            // The pause counts from the loss, not from when everybody has been told of it.
            var pause = Pause(Pauses[Math.Min(failures, Pauses.Length - 1)], stop);
            await onLink(Link.Lost);
            await pause;
        }
    }

    private async Task Pause(TimeSpan length, CancellationToken stop)
    {
        if (_nudged.Task.IsCompleted) _nudged = new TaskCompletionSource();
        try { await Task.WhenAny(Task.Delay(length, time, stop), _nudged.Task); }
        catch (OperationCanceledException) { }
    }
}
