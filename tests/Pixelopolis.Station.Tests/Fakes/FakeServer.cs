using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Station.Tests.Fakes;

/// <summary>Answers HTTP calls from memory: a line "METHOD path" to what is answered. Live paths give a body that stays open.</summary>
public sealed class FakeServer : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, Func<HttpRequestMessage, HttpResponseMessage>> _answers = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly ConcurrentDictionary<string, Pipe> _live = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new();

    /// <summary>"METHOD path" of every call, in order.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>Bodies of the calls that had one.</summary>
    public ConcurrentQueue<string> Bodies { get; } = new();

    public ConcurrentQueue<string> Languages { get; } = new();

    public bool Unplugged { get; set; }

    public HttpClient Client() => new(this, disposeHandler: false) { BaseAddress = new Uri("http://city.test/") };

    public void Answer<T>(string call, T value, JsonTypeInfo<T> type, int status = 200) =>
        _answers[call] = _ => new HttpResponseMessage((HttpStatusCode)status) { Content = Text(JsonSerializer.Serialize(value, type), "application/json") };

    public void AnswerText(string call, string text) => _answers[call] = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = Text(text, "application/json") };

    public void Refuse(string call, string type, int status, string? bookingId = null) => _answers[call] = _ => new HttpResponseMessage((HttpStatusCode)status)
    {
        Content = Text(JsonSerializer.Serialize(new Problem(type, type, status, BookingId: bookingId), HttpJson.Default.Problem), "application/problem+json"),
    };

    public void Nothing(string call) => _answers[call] = _ => new HttpResponseMessage(HttpStatusCode.NoContent);

    /// <summary>Opens a live path; what is said there is heard by whoever listens last.</summary>
    public void Open(string path) => _answers[$"GET {path}"] = _ =>
    {
        var pipe = _live[path] = new Pipe();
        _awaited.GetOrAdd(path, _ => new()).TrySetResult();
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(pipe.Reader.AsStream()) };
    };

    /// <summary>Done as soon as somebody listens at a live path.</summary>
    public Task Listened(string path) => _awaited.GetOrAdd(path, _ => new()).Task.WaitAsync(TestContext.Current.CancellationToken);

    public async Task Say<T>(string path, string name, T value, JsonTypeInfo<T> type)
    {
        await Listened(path);
        await _live[path].Writer.WriteAsync(Encoding.UTF8.GetBytes($"event: {name}\ndata: {JsonSerializer.Serialize(value, type)}\n\n"));
    }

    public async Task HangUp(string path)
    {
        await Listened(path);
        _awaited[path] = new();
        await _live[path].Writer.CompleteAsync();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        _asked.Enqueue(call);
        Languages.Enqueue(request.Headers.AcceptLanguage.ToString());
        if (request.Content is not null) Bodies.Enqueue(await request.Content.ReadAsStringAsync(cancellationToken));
        if (Unplugged) throw new HttpRequestException("unplugged");
        return _answers.TryGetValue(call, out var answer) ? answer(request) : new HttpResponseMessage(HttpStatusCode.NotFound);
    }

    private static StringContent Text(string text, string type) => new(text, Encoding.UTF8, type);
}
