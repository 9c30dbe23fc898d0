using System.Net.Sockets;
using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Camera;

/// <summary>
/// The far end of <see cref="SimulatedCamera"/>: listens at a path and sends whoever connects the newest frame. The renderer leaves a
/// frame here and goes on; a frame that a newer one overtakes before the socket took it is never sent.
/// </summary>
public sealed class FrameSender : IDisposable
{
    private readonly string _path;
    private readonly Socket _listener;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private readonly byte[] _header = new byte[FrameWire.HeaderLength];
    private byte[] _waiting, _spare, _sending;
    private FrameHeader _next;
    private bool _fresh, _stopping;
    private long _overtaken;
    private Socket? _viewer;

    /// <exception cref="SocketException">The path cannot be listened at.</exception>
    public FrameSender(string path, int width = 640, int height = 480)
    {
        _path = path;
        var length = width * height * 3;
        (_waiting, _spare, _sending) = (new byte[length], new byte[length], new byte[length]);
        (Width, Height) = (width, height);
        if (File.Exists(path)) File.Delete(path);
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(1);
        _thread = new Thread(Run) { Name = "frame sender", IsBackground = true };
        _thread.Start();
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Frames that were never sent because a newer one came first.</summary>
    public long Overtaken => Interlocked.Read(ref _overtaken);

    public bool Connected => Volatile.Read(ref _viewer) is not null;

    /// <summary>Where the next frame is to be drawn, before <see cref="Send"/>. One drawer at a time.</summary>
    public Span<byte> Canvas => _spare;

    /// <summary>Hands on what was drawn on <see cref="Canvas"/>; never waits for the socket.</summary>
    /// <param name="number">Counts up from 1.</param>
    /// <param name="capturedAt">Seconds of CLOCK_MONOTONIC.</param>
    public void Send(uint number, double capturedAt)
    {
        lock (_gate)
        {
            if (_fresh) Interlocked.Increment(ref _overtaken);
            (_waiting, _spare) = (_spare, _waiting);
            _next = new FrameHeader(number, capturedAt, Width, Height);
            _fresh = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopping) return;
            _stopping = true;
            Monitor.PulseAll(_gate);
        }
        _listener.Dispose();
        Volatile.Read(ref _viewer)?.Dispose();
        _thread.Join();
        File.Delete(_path);
    }

    private void Run()
    {
        // It stands in for hardware, which no busy machine slows down.
        ThreadPriorities.RaiseThis();
        while (!Volatile.Read(ref _stopping))
            try
            {
                using var viewer = _listener.Accept();
                viewer.SendBufferSize = 1 << 20;
                Volatile.Write(ref _viewer, viewer);
                while (NextFrame())
                {
                    SendAll(viewer, _header);
                    SendAll(viewer, _sending);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The viewer has gone; the next one is waited for.
            }
            finally
            {
                Volatile.Write(ref _viewer, null);
            }
    }

    private bool NextFrame()
    {
        lock (_gate)
        {
            while (!_fresh && !_stopping) Monitor.Wait(_gate);
            if (_stopping) return false;
            _fresh = false;
            (_waiting, _sending) = (_sending, _waiting);
            FrameWire.WriteHeader(_next, _header);
            return true;
        }
    }

    private static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[socket.Send(bytes)..];
    }
}
