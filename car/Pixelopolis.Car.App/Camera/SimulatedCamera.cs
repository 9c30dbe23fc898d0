using System.Net.Sockets;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Camera;

/// <summary>The simulator's frames over a Unix domain socket (<see cref="FrameWire"/>); the simulator listens, the car connects.</summary>
public sealed class SimulatedCamera(string path, TimeProvider time) : FrameSourceThread($"sim:{path}", time)
{
    /// <summary>A frame that claims to come from this far in the future is stamped by another clock.</summary>
    private const double ClockTolerance = 0.05;
    private readonly byte[] _header = new byte[FrameWire.HeaderLength];
    private Socket? _socket;

    protected override CameraFault? Deliver(CancellationToken stop)
    {
        if (!File.Exists(path)) return new CameraFault(CameraFaultKind.NoSuchDevice, $"{path} is not there: the simulator makes it when it starts");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveBufferSize = 1 << 20 };
        Volatile.Write(ref _socket, socket);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            Opened();
            while (!stop.IsCancellationRequested)
                if (Next(socket) is { } fault) return fault;
            return null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return stop.IsCancellationRequested ? null : Fault(e);
        }
    }

    protected override void Interrupt() => Volatile.Read(ref _socket)?.Dispose();

    private CameraFault? Next(Socket socket)
    {
        if (!Fill(socket, _header)) return new CameraFault(CameraFaultKind.Ended, $"{path}: the simulator hung up");
        var fault = FrameWire.ReadHeader(_header, out var header);
        if (fault != FrameWireFault.None) return new CameraFault(CameraFaultKind.BadFrame, $"{path}: a frame's header is broken ({fault})");
        if (header.Width != Frames.Width || header.Height != Frames.Height)
            return new CameraFault(CameraFaultKind.SizeUnsupported, $"{path}: frames are {header.Width} × {header.Height}, must be {Frames.Width} × {Frames.Height}");
        if (Frames.BeginWrite() is not { } slot) return new CameraFault(CameraFaultKind.Other, "every frame slot is being looked at");
        var whole = false;
        try
        {
            whole = Fill(socket, slot.Pixels);
        }
        finally
        {
            if (!whole) Frames.Release(slot);
        }
        if (!whole) return new CameraFault(CameraFaultKind.Ended, $"{path}: the simulator hung up in the middle of a frame");
        if (header.CapturedAt > Now + ClockTolerance)
        {
            Frames.Release(slot);
            return new CameraFault(CameraFaultKind.BadFrame, $"{path}: frame {header.Number} was captured {header.CapturedAt - Now:0.00} s in the future: another clock stamped it");
        }
        Publish(slot, header.Number, header.CapturedAt);
        return null;
    }

    private static bool Fill(Socket socket, Span<byte> target)
    {
        while (target.Length > 0)
        {
            var read = socket.Receive(target);
            if (read == 0) return false;
            target = target[read..];
        }
        return true;
    }

    private CameraFault Fault(Exception e) => e is SocketException { SocketErrorCode: var code }
        ? code switch
        {
            SocketError.ConnectionRefused => new(CameraFaultKind.NothingListens, $"{path}: nothing listens there (a simulator that ended?)"),
            SocketError.AccessDenied => new(CameraFaultKind.PermissionDenied, $"{path}: permission denied"),
            SocketError.AddressNotAvailable => new(CameraFaultKind.NoSuchDevice, $"{path} is not there"),
            _ => new(CameraFaultKind.Other, $"{path}: {e.Message}"),
        }
        : new(CameraFaultKind.Other, $"{path}: {e.Message}");
}
