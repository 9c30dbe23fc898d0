using Pixelopolis.Car.App.Camera;

namespace Pixelopolis.Car.App.Tests.Camera;

public sealed class FrameRingTests
{
    private readonly FrameRing _ring = new(4, 2);

    [Fact]
    public void The_newest_frame_wins()
    {
        for (var n = 1u; n <= 3; n++) Publish(n);
        var seen = 0L;
        var frame = _ring.Take(ref seen, 0)!;
        Assert.Equal((3u, 3L), (frame.Number, seen));
        Assert.Null(_ring.Take(ref seen, 0));
        _ring.Release(frame);
        Assert.Null(_ring.Take(ref seen, 0));
    }

    [Fact]
    public void A_frame_that_is_looked_at_is_never_written_over()
    {
        Publish(1);
        var seen = 0L;
        var held = _ring.Take(ref seen, 0)!;
        for (var n = 2u; n <= 50; n++) Publish(n);
        Assert.Equal((1u, (byte)1), (held.Number, held.Pixels[0]));
        Assert.Equal(50u, _ring.Take(ref seen, 0)!.Number);
    }

    [Fact]
    public void When_every_frame_is_looked_at_the_camera_is_told_instead_of_made_to_wait()
    {
        var seen = 0L;
        for (var n = 1u; n < FrameRing.Slots; n++)
        {
            Publish(n);
            Assert.NotNull(_ring.Take(ref seen, 0));
        }
        Publish(FrameRing.Slots);
        Assert.Null(_ring.BeginWrite());
    }

    [Fact]
    public void A_slot_given_back_unfilled_is_free_and_was_never_a_frame()
    {
        for (var n = 0; n < 3 * FrameRing.Slots; n++) _ring.Release(_ring.BeginWrite()!);
        var seen = 0L;
        Assert.Null(_ring.Take(ref seen, 0));
        Assert.Equal(0, _ring.Published);
    }

    [Fact]
    public async Task Whoever_waits_is_woken_by_the_next_frame()
    {
        using var waiting = new ManualResetEventSlim();
        var taken = Task.Run(() =>
        {
            var seen = 0L;
            waiting.Set();
            return _ring.Take(ref seen, 20_000);
        }, TestContext.Current.CancellationToken);
        waiting.Wait(TestContext.Current.CancellationToken);
        Publish(7);
        Assert.Equal(7u, (await taken)!.Number);
    }

    [Fact]
    public void Passing_frames_on_allocates_nothing()
    {
        var seen = 0L;
        Pass(1, ref seen);
        Assert.Equal(0, Allocations.InSteadyState(() =>
        {
            for (var n = 2u; n < 1000; n++) Pass(n, ref seen);
        }));
    }

    private void Pass(uint number, ref long seen)
    {
        Publish(number);
        _ring.Release(_ring.Take(ref seen, 0)!);
    }

    private void Publish(uint number)
    {
        var slot = _ring.BeginWrite()!;
        slot.Pixels.AsSpan().Fill((byte)number);
        _ring.Publish(slot, number, number - 0.06, number);
    }
}
