using Microsoft.AspNetCore.Http;
using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.App.Tests.Rig;
using static Pixelopolis.Car.App.Tests.Rig.MjpegServer;

namespace Pixelopolis.Car.App.Tests.Camera;

public sealed class MjpegCameraTests
{
    /// <summary>So that a busy machine is no dead stream.</summary>
    private static readonly MjpegLimits Patient = new() { ConnectPatience = TimeSpan.FromSeconds(40), Silence = TimeSpan.FromSeconds(40) };

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
        using var camera = Watch(server);
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
        using var camera = Watch(server, delay: 0.1);
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
        using var camera = Watch(server);
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
        using var camera = Watch(server);
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
        using var camera = Watch(server);
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
        using var camera = Watch(server);
        Assert.InRange(camera.Look().Age, 0.06, 60);
        Assert.Contains("its clock is not this machine's", camera.Health.Note, StringComparison.Ordinal);
    }

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
        using var camera = Watch(server);
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
        using var camera = Watch(server);
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
        using var camera = Watch(server);
        Assert.InRange(camera.Look().Grey, 97, 101);
        Assert.Contains(camera.Notes, note => note.Contains("ended in the middle of a picture", StringComparison.Ordinal));
        Assert.Equal(1, camera.Health.Frames);
    }

    [Fact]
    public async Task A_broken_picture_is_passed_over_and_the_next_one_taken()
    {
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            await Begin(context);
            await Send(context, Part("no jpeg at all"u8.ToArray()));
            await Send(context, Part(Jpeg(10)[..300]));
            await Send(context, Part(60));
            await Hold(context);
        });
        using var camera = Watch(server);
        var frame = camera.Look();
        while (frame.Grey is < 58 or > 62) frame = camera.Look(); // a decoder may make something of the one that was cut
        Assert.InRange(frame.Grey, 58, 62);
    }

    [Fact]
    public async Task Only_broken_pictures_are_named()
    {
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            await Begin(context);
            while (!context.RequestAborted.IsCancellationRequested) await Send(context, Part("no jpeg at all"u8.ToArray()));
        });
        using var camera = Watch(server);
        var fault = await camera.Fault();
        Assert.Equal(CameraFaultKind.BadFrame, fault.Kind);
        Assert.Contains("no JPEG", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--cam\r\nContent-Length: 5000000\r\n\r\n", CameraFaultKind.BadFrame, "a picture of 5000000 bytes; at most 4194304")]
    [InlineData("--cam\r\nContent-Length: much\r\n\r\n", CameraFaultKind.BadFrame, "no length: much")]
    [InlineData("<html>\r\n", CameraFaultKind.BadFrame, "no boundary")]
    [InlineData("--cam--\r\n", CameraFaultKind.Ended, "the stream ended")]
    public async Task What_is_no_stream_of_pictures_is_named(string body, CameraFaultKind kind, string named)
    {
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            await Begin(context);
            await context.Response.WriteAsync(body, context.RequestAborted);
        });
        using var camera = Watch(server);
        var fault = await camera.Fault();
        Assert.Equal(kind, fault.Kind);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, camera.Health.Frames);
    }

    [Fact]
    public async Task A_small_file_that_claims_to_be_a_giant_picture_is_not_decoded()
    {
        var jpeg = Jpeg(10, 64, 64);
        for (var i = 0; i < jpeg.Length - 9; i++)
            if (jpeg[i] == 0xFF && jpeg[i + 1] == 0xC0)
                (jpeg[i + 5], jpeg[i + 6], jpeg[i + 7], jpeg[i + 8]) = (0xFF, 0xFF, 0xFF, 0xFF);
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            await Begin(context);
            await Send(context, Part(jpeg));
            await Hold(context);
        });
        using var camera = Watch(server);
        Assert.Equal(new CameraFault(CameraFaultKind.SizeUnsupported, $"http://127.0.0.1:{server.Port}/video gives 65535 × 65535: at most 4096 a side"), await camera.Fault());
    }

    [Theory]
    [InlineData(200, "text/html", CameraFaultKind.NotACamera, "gives text/html, not multipart/x-mixed-replace")]
    [InlineData(200, "image/jpeg", CameraFaultKind.NotACamera, "gives image/jpeg")]
    [InlineData(401, null, CameraFaultKind.PermissionDenied, "wants a password")]
    [InlineData(404, null, CameraFaultKind.NoSuchDevice, "answers 404")]
    [InlineData(503, null, CameraFaultKind.Busy, "answers 503")]
    [InlineData(500, null, CameraFaultKind.Other, "answers 500")]
    public async Task Another_answer_than_a_stream_is_named(int status, string? type, CameraFaultKind kind, string named)
    {
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, type);
            await context.Response.WriteAsync("hello", context.RequestAborted);
        });
        using var camera = Watch(server);
        var fault = await camera.Fault();
        Assert.Equal(kind, fault.Kind);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
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
        using var camera = Watch(server, limits: Patient with { Silence = TimeSpan.FromMilliseconds(200) });
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

    [Fact]
    public async Task A_password_in_the_url_is_sent_to_who_asks_for_it_and_shown_to_nobody()
    {
        await using var server = await MjpegServer.Start(async (context, _) =>
        {
            if (context.Request.Headers.Authorization != "Basic bWU6czNjcmV0")
            {
                (context.Response.StatusCode, context.Response.Headers.WWWAuthenticate) = (401, "Basic realm=\"camera\"");
                return;
            }
            await Begin(context);
            await Send(context, Part(10));
        });
        var address = CameraAddress.Parse($"mjpeg:http://me:s3cret@127.0.0.1:{server.Port}/video", out _)!;
        using var camera = new Watched(new MjpegCamera(address, 0.06, TimeProvider.System));
        camera.Look();
        Assert.DoesNotContain("s3cret", (await camera.Fault()).Message, StringComparison.Ordinal);
    }

    private static Watched Watch(MjpegServer server, double delay = 0.06, MjpegLimits? limits = null) =>
        new(new MjpegCamera(CameraAddress.Parse(server.Camera, out _)!, delay, TimeProvider.System, limits ?? Patient));
}
