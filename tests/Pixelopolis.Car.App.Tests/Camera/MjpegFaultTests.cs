using Microsoft.AspNetCore.Http;
using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.App.Tests.Rig;
using static Pixelopolis.Car.App.Tests.Rig.MjpegServer;

namespace Pixelopolis.Car.App.Tests.Camera;

/// <summary>What is no camera, or gives no pictures, is named with what it does instead.</summary>
public sealed class MjpegFaultTests
{
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
        using var camera = server.Watch();
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
        using var camera = server.Watch();
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
        using var camera = server.Watch();
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
        using var camera = server.Watch();
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
        using var camera = server.Watch();
        var fault = await camera.Fault();
        Assert.Equal(kind, fault.Kind);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
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
}
