using Pixelopolis.Car.App.Driving;

namespace Pixelopolis.Car.App.Tests.Driving;

public sealed class NewestTests
{
    [Fact]
    public void Nothing_was_set_yet_and_then_the_newest_is_read()
    {
        var newest = new Newest<long>();
        Assert.Equal((0, 0L), (newest.Version, newest.Get()));
        for (var n = 1; n <= 20; n++) newest.Set(n);
        Assert.Equal((20, 20L), (newest.Version, newest.Get()));
    }

    [Fact]
    public void A_value_is_never_read_half_written_however_fast_they_come()
    {
        var newest = new Newest<Wide>();
        newest.Set(new Wide(0));
        var over = false;
        var writer = new Thread(() =>
        {
            for (var n = 1L; n <= 300_000; n++) newest.Set(new Wide(n));
            Volatile.Write(ref over, true);
        });
        writer.Start();
        var last = 0L;
        while (!Volatile.Read(ref over))
        {
            var value = newest.Get();
            Assert.True(value.IsWhole && value.First >= last);
            last = value.First;
        }
        writer.Join();
        Assert.Equal(300_000, newest.Get().First);
    }

    private readonly struct Wide(long n)
    {
        private readonly long _b = n, _c = n, _d = n, _e = n, _f = n, _g = n, _h = n;

        public long First { get; } = n;

        public bool IsWhole => First == _b && _b == _c && _c == _d && _d == _e && _e == _f && _f == _g && _g == _h;
    }
}
