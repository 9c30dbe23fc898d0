using System.Net;
using System.Net.Sockets;

namespace Pixelopolis.Car.App.Tests.Rig;

/// <summary>A line in between that can be cut, as Wi-Fi is: neither end is told.</summary>
internal sealed class TcpRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _to;
    private readonly List<TcpClient> _open = [];

    public TcpRelay(int to)
    {
        _to = to;
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends all that is connected; who calls again is put through again.</summary>
    public void Cut()
    {
        lock (_open)
        {
            foreach (var end in _open)
            {
                end.Client.LingerState = new LingerOption(true, 0);
                end.Dispose();
            }
            _open.Clear();
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        Cut();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var caller = await _listener.AcceptTcpClientAsync();
                var called = new TcpClient();
                await called.ConnectAsync(IPAddress.Loopback, _to);
                lock (_open) _open.AddRange([caller, called]);
                _ = Pump(caller, called);
                _ = Pump(called, caller);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task Pump(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
    }
}
