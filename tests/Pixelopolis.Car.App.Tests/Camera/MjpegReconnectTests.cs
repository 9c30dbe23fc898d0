using Microsoft.AspNetCore.Http;
using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.App.Tests.Rig;
using static Pixelopolis.Car.App.Tests.Rig.MjpegServer;

namespace Pixelopolis.Car.App.Tests.Camera;

/// <summary>A stream that breaks off, falls silent or counts anew is opened again; the frames' numbers go on.</summary>
public sealed class MjpegReconnectTests
{
    [Fact]
    public async Task When_the_server_goes_and_comes_back_frames_come_again_and_their_numbers_go_on()
    {
        static async Task Answer(HttpContext context, int _)
        {
            await Begin(context);
            await Send(context, Part(10, number: 5), Part(20, number: 6));
            await Hold(context);
        }

        var server = await MjpegServer.Start(Answer);
        var port = server.Port;
        using var camera = server.Watch();
        var last = camera.Look().Number;
        await server.DisposeAsync();
        Assert.Contains($"http://127.0.0.1:{port}/video", (await camera.Fault()).Message, StringComparison.Ordinal);
        await using var again = await MjpegServer.Start(Answer, port);
        Assert.True(camera.Look().Number > last);
        await camera.Says("gives frames again");
        Assert.Equal(2, camera.Health.Connects);
    }

    [Fact]
    public async Task A_camera_that_counts_anew_is_opened_anew_and_its_numbers_go_on()
    {
        var looked = new TaskCompletionSource();
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            await Begin(context);
            await Send(context, Part(10, number: 900));
            await looked.Task;
            await Send(context, Part(20, number: 1));
            await Hold(context);
        });
        using var camera = server.Watch();
        var first = camera.Look();
        Assert.True(first.Number >= 900);
        looked.SetResult();
        Assert.Contains("was started anew", (await camera.Fault()).Message, StringComparison.Ordinal);
        Assert.True(camera.Look().Number > first.Number);
    }

    [Fact]
    public async Task A_picture_cut_short_is_no_frame_and_the_stream_is_opened_anew()
    {
        await using var server = await MjpegServer.Start(async (context, call) =>
        {
            await Begin(context);
            if (call == 1) await Send(context, Part(10)[..200]);
            else await Send(context, Part(99, number: 3));
            if (call > 1) await Hold(context);
        });
        using var camera = server.Watch();
        Assert.InRange(camera.Look().Grey, 97, 101);
        Assert.Contains(camera.Notes, note => note.Contains("ended in the middle of a picture", StringComparison.Ordinal));
        Assert.Equal(1, camera.Health.Frames);
    }

    [Fact]
    public async Task A_stream_that_falls_silent_counts_as_dead()
    {
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            await Begin(context);
            await Send(context, Part(10, number: 1));
            await Hold(context);
        });
        using var camera = server.Watch(limits: MjpegWatch.Patient with { Silence = TimeSpan.FromMilliseconds(200) });
        camera.Look();
        Assert.Equal(CameraFaultKind.Ended, (await camera.Fault()).Kind);
        await camera.Says("no picture for 0.2 s");
        await server.Asked(2);
    }

    [Fact]
    public async Task Where_nothing_listens_that_is_said()
    {
        var server = await MjpegServer.Start((_, _) => Task.CompletedTask);
        var address = CameraAddress.Parse(server.Camera, out _)!;
        await server.DisposeAsync();
        using var camera = new Watched(new MjpegCamera(address, 0.06, TimeProvider.System));
        Assert.Equal(CameraFaultKind.NothingListens, (await camera.Fault()).Kind);
    }
}
