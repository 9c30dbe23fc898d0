using System.Net.Sockets;
using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.App.Tests.Rig;
using Pixelopolis.Car.Perception;
using Pixelopolis.Motor.Serial;

namespace Pixelopolis.Car.App.Tests.Camera;

public sealed class SimulatedCameraTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-eye-").FullName;

    private string Eye => Path.Combine(_folder, "eye.sock");

    private static double Now => TimeProvider.System.Seconds();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_the_simulator_draws_arrives_byte_for_byte_with_its_number_and_time()
    {
        using var sender = new FrameSender(Eye);
        using var camera = new Watched(new SimulatedCamera(Eye, TimeProvider.System));
        for (var i = 0; i < sender.Canvas.Length; i++) sender.Canvas[i] = (byte)(i * 7);
        var capturedAt = Now - 0.06;
        sender.Send(1, capturedAt);
        var frame = camera.Next();
        Assert.Equal((1u, capturedAt), (frame.Number, frame.CapturedAt));
        Assert.True(frame.ArrivedAt >= capturedAt);
        for (var i = 0; i < frame.Pixels.Length; i++)
            if (frame.Pixels[i] != (byte)(i * 7)) Assert.Fail($"byte {i} differs");
    }

    [Fact]
    public void A_frame_that_a_newer_one_overtakes_is_never_sent()
    {
        using var sender = new FrameSender(Eye);
        for (var n = 1u; n <= 10; n++) sender.Send(n, Now);
        using var camera = new Watched(new SimulatedCamera(Eye, TimeProvider.System));
        Assert.Equal(10u, camera.Look().Number);
        Assert.Equal((9, 1), ((int)sender.Overtaken, (int)camera.Health.Frames));
    }

    [Fact]
    public async Task A_simulator_that_ends_is_named_and_one_that_starts_anew_is_found_with_numbers_going_on()
    {
        var camera = new Watched(new SimulatedCamera(Eye, TimeProvider.System));
        using (camera)
        {
            var fault = await camera.Fault();
            Assert.Equal((CameraFaultKind.NoSuchDevice, $"{Eye} is not there: the simulator makes it when it starts"), (fault.Kind, fault.Message));
            using (var first = new FrameSender(Eye))
            {
                first.Send(500, Now);
                Assert.Equal(500u, camera.Look().Number);
            }
            await camera.Says("hung up");
            using var second = new FrameSender(Eye);
            second.Send(1, Now);
            Assert.Equal(501u, camera.Look().Number);
            Assert.Equal(2, camera.Health.Connects);
        }
    }

    [Fact]
    public async Task Frames_of_another_size_are_named()
    {
        using var sender = new FrameSender(Eye, 320, 240);
        sender.Send(1, Now);
        using var camera = new Watched(new SimulatedCamera(Eye, TimeProvider.System));
        var fault = await camera.Fault();
        Assert.Equal((CameraFaultKind.SizeUnsupported, $"{Eye}: frames are 320 × 240, must be 640 × 480"), (fault.Kind, fault.Message));
    }

    [Fact]
    public async Task A_frame_from_the_future_is_another_clocks()
    {
        using var sender = new FrameSender(Eye);
        sender.Send(1, Now + 1000);
        using var camera = new Watched(new SimulatedCamera(Eye, TimeProvider.System));
        Assert.Contains("another clock stamped it", (await camera.Fault()).Message, StringComparison.Ordinal);
        Assert.Equal(0, camera.Health.Frames);
    }

    [Theory]
    [InlineData(32, CameraFaultKind.BadFrame, "header is broken (BadMagic)")]
    [InlineData(7, CameraFaultKind.Ended, "the simulator hung up")]
    [InlineData(0, CameraFaultKind.Ended, "the simulator hung up")]
    public async Task Garbage_and_broken_frames_are_named(int bytes, CameraFaultKind kind, string named)
    {
        using var camera = Told(new byte[bytes]);
        var fault = await camera.Fault();
        Assert.Equal(kind, fault.Kind);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_that_breaks_off_is_none()
    {
        var sent = new byte[FrameWire.HeaderLength + 1000];
        FrameWire.WriteHeader(new FrameHeader(1, Now, 640, 480), sent);
        using var camera = Told(sent);
        Assert.Contains("in the middle of a frame", (await camera.Fault()).Message, StringComparison.Ordinal);
        Assert.Equal(0, camera.Health.Frames);
    }

    [Fact]
    public void A_camera_that_waits_for_frames_ends_at_once_when_it_is_asked_to()
    {
        using var sender = new FrameSender(Eye);
        using var camera = new Watched(new SimulatedCamera(Eye, TimeProvider.System));
        sender.Send(1, Now);
        camera.Look();
        camera.Dispose();
        Assert.Empty(camera.Notes);
    }

    /// <summary>A camera whose simulator says that and hangs up.</summary>
    private Watched Told(byte[] bytes)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(Eye));
        listener.Listen(1);
        _ = Task.Run(async () =>
        {
            using (listener)
            using (var viewer = await listener.AcceptAsync())
                await viewer.SendAsync(bytes);
        });
        return new Watched(new SimulatedCamera(Eye, TimeProvider.System));
    }
}
