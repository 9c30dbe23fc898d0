using System.Text;
using CsCheck;
using Pixelopolis.Station.Live;

namespace Pixelopolis.Station.Tests.Live;

public sealed class ServerEventsTests
{
    [Fact]
    public async Task Reads_names_and_data_and_passes_over_what_it_does_not_know() =>
        Assert.Equal([new("car", "{\"a\":1}"), new("message", "one\ntwo"), new("", ""), new("booking", "x")],
            await Read("event: car\nid: 7\nretry: 3\ndata: {\"a\":1}\n\ndata: one\ndata:two\n\n: keep\nevent: booking\r\ndata: x\r\n\r\nevent: cut\ndata: off"));

    [Fact]
    public void Reads_the_same_however_the_bytes_are_cut() =>
        Gen.Select(Gen.Int[0, 2].Select(i => new[] { "car", "city", "予約" }[i]), Gen.String[Gen.Char['ก', 'ฮ'], 0, 20]).Array[1, 6].Select(Gen.Int[1, 7]).Sample((events, size) =>
        {
            var text = string.Concat(events.Select(e => $"event: {e.Item1}\ndata: {e.Item2}\n\n"));
            var read = ReadIn(new Trickle(Encoding.UTF8.GetBytes(text), size)).GetAwaiter().GetResult();
            Assert.Equal(events.Select(e => new ServerEvent(e.Item1, e.Item2)), read);
        }, iter: 200);

    [Fact]
    public async Task An_event_that_is_too_long_is_passed_over_and_the_next_one_is_read() =>
        Assert.Equal([new("car", "next")], await Read($"event: car\ndata: {new string('x', ServerEvents.Most + 1)}\n\nevent: car\ndata: next\n\n"));

    private static Task<List<ServerEvent>> Read(string text) => ReadIn(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static async Task<List<ServerEvent>> ReadIn(Stream body)
    {
        var events = new List<ServerEvent>();
        await foreach (var happened in ServerEvents.Read(body, TestContext.Current.CancellationToken)) events.Add(happened);
        return events;
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
