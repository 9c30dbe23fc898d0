namespace Pixelopolis.Car.App.Tests.Starting;

public sealed class VoiceTests
{
    [Fact]
    public void What_is_said_is_written_in_order_and_the_last_word_too()
    {
        var written = new StringWriter();
        using (var voice = new Voice(written))
            for (var n = 0; n < 100; n++) voice.Say($"{n}");
        Assert.Equal(Enumerable.Range(0, 100).Select(n => $"{n}"), written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Whoever_speaks_never_waits_for_a_reader_who_is_stuck_and_what_was_lost_is_said()
    {
        var stuck = new StuckWriter();
        using (var voice = new Voice(stuck))
        {
            for (var n = 0; n < 1000; n++) voice.Say($"{n}");
            stuck.Gate.Set();
        }
        Assert.Contains("more could not be said", stuck.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void After_its_end_nothing_is_said_and_nothing_falls_over()
    {
        var written = new StringWriter();
        var voice = new Voice(written);
        voice.Dispose();
        voice.Say("too late");
        voice.Dispose();
        Assert.Equal("", written.ToString());
    }

    private sealed class StuckWriter : StringWriter
    {
        public ManualResetEventSlim Gate { get; } = new();

        public override void WriteLine(string? value)
        {
            Gate.Wait();
            base.WriteLine(value);
        }
    }
}
