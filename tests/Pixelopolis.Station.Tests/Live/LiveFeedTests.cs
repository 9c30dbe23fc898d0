using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Live;
using Pixelopolis.Station.Tests.Fakes;

namespace Pixelopolis.Station.Tests.Live;

public sealed class LiveFeedTests : IAsyncDisposable
{
    private const string Path = "/api/events";
    private readonly FakeTimeProvider _clock = new(StationContext.Noon);
    private readonly FakeServer _server = new();
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();
    private readonly LiveFeed _feed;

    public LiveFeedTests() => _feed = new LiveFeed(_server.Client(), _clock);

    [Fact]
    public async Task Comes_back_by_itself_after_the_server_hangs_up()
    {
        _server.Open(Path);
        Run();
        await Hears("Live");
        await _server.Say(Path, EventNames.City, new CityStatus(true), HttpJson.Default.CityStatus);
        await Hears("city");
        await _server.HangUp(Path);
        await Hears("Lost");
        _clock.Advance(TimeSpan.FromSeconds(0.3));
        await Hears("Live");
    }

    [Fact]
    public async Task Waits_longer_after_each_failure_and_not_at_all_when_nudged()
    {
        _server.Unplugged = true;
        Run();
        await Hears("Lost");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Hears("Lost");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _server.Asked.Count);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Hears("Lost");
        _server.Unplugged = false;
        _server.Open(Path);
        _feed.Nudge();
        await Hears("Live");
    }

    [Fact]
    public async Task A_connection_that_falls_silent_counts_as_lost()
    {
        _server.Open(Path);
        Run();
        await Hears("Live");
        _clock.Advance(TimeSpan.FromSeconds(36));
        await Hears("Lost");
    }

    [Fact]
    public async Task Ends_where_the_server_knows_nothing_of_it()
    {
        await _feed.Run("/api/bookings/b-9/events", "en", _ => Task.CompletedTask, link => { _heard.Writer.TryWrite(link.ToString()); return Task.CompletedTask; }, _stop.Token);
        await Hears("Gone");
    }

    [Fact]
    public async Task Asks_in_the_visitors_language()
    {
        _server.Open(Path);
        Run();
        await Hears("Live");
        Assert.Equal(["th"], _server.Languages);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    private void Run() => _ = _feed.Run(Path, "th",
        happened => { _heard.Writer.TryWrite(happened.Name); return Task.CompletedTask; },
        link => { _heard.Writer.TryWrite(link.ToString()); return Task.CompletedTask; }, _stop.Token);

    private async Task Hears(string what) => Assert.Equal(what, await _heard.Reader.ReadAsync(TestContext.Current.CancellationToken));
}
