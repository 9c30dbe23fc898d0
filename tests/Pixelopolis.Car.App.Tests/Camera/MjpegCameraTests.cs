using Pixelopolis.Car.App.Tests.Rig;
using static Pixelopolis.Car.App.Tests.Rig.MjpegServer;

namespace Pixelopolis.Car.App.Tests.Camera;

/// <summary>What a camera on the network gives while all is well: numbers, times, sizes.</summary>
public sealed class MjpegCameraTests
{
    private static double UnixNow => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds;

    [Fact]
    public async Task Pictures_come_with_the_number_and_the_capture_time_the_stream_gives_them()
    {
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            await Begin(context);
            await Send(context, Part(120, number: 41, stamp: UnixNow - 0.2));
            await Hold(context);
        });
        using var camera = server.Watch();
        var frame = camera.Look();
        Assert.Equal(41u, frame.Number);
        Assert.InRange(frame.Grey, 118, 122);
        Assert.InRange(frame.Age, 0.2, 60);
        Assert.Null(camera.Health.Fault);
        Assert.Null(camera.Health.Note);
        Assert.Equal(1, camera.Health.Connects);
    }

    [Fact]
    public async Task Without_number_and_time_they_are_counted_and_dated_by_the_cameras_delay()
    {
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            await Begin(context);
            await Send(context, Part(10));
            await Send(context, Part(20, length: false));
            await Send(context, Part(30, length: false), "--cam"u8.ToArray());
            await Hold(context);
        });
        using var camera = server.Watch(delay: 0.1);
        var last = camera.Look();
        for (var before = 0u; last.Grey < 28; before = last.Number, last = camera.Look()) Assert.True(last.Number > before && last.Age >= 0.1);
        Assert.InRange(last.Grey, 28, 32);
    }

    [Fact]
    public async Task The_newest_picture_wins()
    {
        var parts = Enumerable.Range(1, 60).Select(n => Part((byte)(4 * n), (uint)n)).ToArray();
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            await Begin(context);
            await Send(context, parts);
            await Hold(context);
        });
        using var camera = server.Watch();
        var looked = new List<uint>();
        do looked.Add(camera.Look().Number);
        while (looked[^1] < 60);
        Assert.Equal(looked.Order(), looked);
        Assert.True(looked.Count < 30, $"{looked.Count} of 60 pictures that came at once were handed on");
        Assert.Equal(60, camera.Health.Frames + camera.Health.Dropped);
    }

    [Fact]
    public async Task A_picture_seen_again_is_no_new_one()
    {
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            await Begin(context);
            for (var again = 0; again < 5; again++) await Send(context, Part(50, number: 7));
            await Send(context, Part(80, number: 8));
            await Hold(context);
        });
        using var camera = server.Watch();
        var frame = camera.Look();
        if (frame.Number == 7) frame = camera.Look();
        Assert.Equal((8u, true), (frame.Number, camera.Health.Frames <= 2));
    }

    [Fact]
    public async Task Another_size_is_resized_and_said()
    {
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            await Begin(context);
            await Send(context, Part(200, width: 320, height: 240));
            await Hold(context);
        });
        using var camera = server.Watch();
        Assert.InRange(camera.Look().Grey, 198, 202);
        Assert.Contains("320 × 240: resized to 640 × 480", camera.Health.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_clocks_stamps_are_said_and_tell_only_how_far_frames_are_apart()
    {
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            await Begin(context);
            await Send(context, Part(10, 1, stamp: 1000));
            await Hold(context);
        });
        using var camera = server.Watch();
        Assert.InRange(camera.Look().Age, 0.06, 60);
        Assert.Contains("its clock is not this machine's", camera.Health.Note, StringComparison.Ordinal);
    }
}
