using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.App.Tests.Rig;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Tests.Driving;

public sealed class SightThreadTests
{
    private readonly HandClock _clock = new();
    private readonly FrameRing _frames = new();
    private readonly StubDetector _detector = new();

    [Fact]
    public void What_is_seen_carries_its_frames_number_and_time()
    {
        using var sights = Sights();
        Assert.False(sights.Turn(0));
        Assert.Equal(default, sights.Newest.Get());
        Publish(7);
        Assert.True(sights.Turn(0));
        Assert.False(sights.Turn(0), "a frame is looked at once");
        var sight = sights.Newest.Get();
        Assert.Equal((7u, _clock.Now - 0.06, 1), (sight.Frame, sight.CapturedAt, sight.Count));
        Assert.Equal(StubDetector.Seen, sight.Found()[0]);
        Assert.Equal(1, sights.FrameToSight.Summary.Count);
    }

    [Fact]
    public void The_newest_frame_wins_and_each_taker_has_its_own()
    {
        using var sights = Sights();
        var seen = 0L;
        Publish(1);
        var drive = _frames.Take(ref seen, 0)!;
        Publish(2);
        Publish(3);
        sights.Turn(0);
        Assert.Equal((1u, 3u), (drive.Number, sights.Newest.Get().Frame));
        _frames.Release(drive);
        Assert.Equal(3u, _frames.Take(ref seen, 0)!.Number);
    }

    [Fact]
    public void The_part_of_the_frame_that_the_model_wants_is_what_it_gets()
    {
        using var sights = Sights();
        Publish(1, pixels => pixels.AsSpan(128 * 640 * 3, 320 * 640 * 3).Fill(200));
        sights.Turn(0);
        Assert.All(_detector.Picture, b => Assert.Equal(200, b));
    }

    [Fact]
    public void The_frame_is_given_back_before_the_detector_takes_its_time()
    {
        using var sights = Sights();
        Publish(1);
        var free = -1;
        _detector.Looking = () => free = Free();
        sights.Turn(0);
        // All but the newest, which whoever comes next may want.
        Assert.Equal(FrameRing.Slots - 1, free);
    }

    [Fact]
    public void Others_have_the_processor_for_as_long_as_is_asked_and_then_the_next_frame_is_looked_at_as_it_comes()
    {
        using var sights = Sights(every: 100);
        var looked = new List<uint>();
        for (var n = 1u; n <= 10; n++)
        {
            _clock.Now += n % 2 == 0 ? 0.049 : 0.050;
            Publish(n);
            if (sights.Turn(0)) looked.Add(n);
        }
        Assert.Equal([1u, 3u, 5u, 7u, 9u], looked);
    }

    [Fact]
    public void Looking_allocates_nothing()
    {
        using var detector = OnnxDetector.Load(TinyDetectors.Seeing(new TinySight(1, 0.9f, 0.2f, 0.2f, 0.4f, 0.4f)), "tiny").Detector!;
        using var sights = new SightThread(_frames, detector, TimeSpan.Zero, _clock);
        var number = 0u;
        Assert.Equal(0, Allocations.InSteadyState(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                Publish(++number);
                sights.Turn(0);
                sights.Newest.Get();
            }
        }));
        Assert.Equal(number, sights.Newest.Get().Frame);
        Assert.Equal(ObjectClass.Stop, sights.Newest.Get().Found()[0].Class);
    }

    [Fact]
    public async Task A_detector_that_fails_is_said_once_and_tried_again_after_a_second()
    {
        var said = new List<string>();
        var signal = new Signal();
        var looked = 0;
        using var sights = new SightThread(_frames, _detector, TimeSpan.Zero, _clock, text =>
        {
            said.Add(text);
            signal.Pulse();
        });
        _detector.Looking = () =>
        {
            looked++;
            signal.Pulse();
            throw new InvalidOperationException("the accelerator is gone");
        };
        sights.Start();
        Publish(1);
        await signal.Until(() => sights.Fault is not null && said.Count > 0, "the failure is said");
        Assert.Equal("the detector has failed, the car goes on without seeing signs and others and tries it again every second: InvalidOperationException: the accelerator is gone", said[0]);
        _clock.Now += 1.1;
        Publish(2);
        await signal.Until(() => looked == 2, "it is tried again");
        Assert.Equal(default, sights.Newest.Get());
        _detector.Looking = null;
        _clock.Now += 0.5;
        Publish(3); // too early
        _clock.Now += 0.6;
        Publish(4);
        await signal.Until(() => said.Count > 1, "it works again");
        Assert.Equal((4u, "the detector works again", 2, null), (sights.Newest.Get().Frame, said[1], said.Count, sights.Fault));
    }

    [Fact]
    public void A_picture_that_cannot_be_cut_from_the_cameras_frames_is_named()
    {
        _detector.Input = new DetectorInput(800, 600, FrameRegion.Whole);
        Assert.Contains("cannot be averaged to 800 × 600", Assert.Throws<ArgumentException>(() => Sights()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_drive_loop_does_not_wait_for_a_detector_that_hangs_and_is_told_what_it_saw_last()
    {
        using var release = new ManualResetEventSlim(false);
        var slow = new StubDetector();
        using var car = new CarRig(StraightCity.Map(20), detector: slow);
        car.Film.Run();
        await car.Until(() => car.Last.Sight.Count == 1, "a sight is told");
        slow.Looking = release.Wait;
        await car.Until(() => slow.Hangs, "the detector hangs");
        var (turns, sight) = (car.Loop.Report.Version, car.Last.Sight);
        await car.Until(() => car.Loop.Report.Version > turns + 30, "the loop turns on");
        Assert.Equal(sight.Frame, car.Last.Sight.Frame);
        Assert.True(car.Last.Lane.Frame > sight.Frame + 10);
        release.Set();
        await car.Until(() => car.Last.Sight.Frame > sight.Frame, "it is told of newer sights again");
    }

    private SightThread Sights(double every = 0) => new(_frames, _detector, TimeSpan.FromMilliseconds(every), _clock);

    private void Publish(uint number, Action<byte[]>? paint = null)
    {
        var slot = _frames.BeginWrite()!;
        paint?.Invoke(slot.Pixels);
        _frames.Publish(slot, number, _clock.Now - 0.06, _clock.Now);
    }

    private int Free()
    {
        var slots = new List<FrameSlot>();
        while (_frames.BeginWrite() is { } slot) slots.Add(slot);
        foreach (var slot in slots) _frames.Release(slot);
        return slots.Count;
    }
}
