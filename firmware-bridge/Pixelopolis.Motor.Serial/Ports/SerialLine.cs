using System.IO.Ports;

namespace Pixelopolis.Motor.Serial.Ports;

/// <summary>An open port as a line of bytes: one thread reads, one writes, neither waits longer than it says.</summary>
internal sealed class SerialLine : IDisposable
{
    private readonly SerialPort _port;
    private readonly Stream _stream;
    private readonly byte[] _read = new byte[512];
    private readonly byte[] _written = new byte[256];
    private Task<int>? _reading;

    private SerialLine(SerialPort port)
    {
        _port = port;
        _stream = port.BaseStream;
    }

    public static SerialLine? Open(string name, int baudRate, out PortFault? fault)
    {
        SerialPort? port = null;
        try
        {
            port = new SerialPort(name, baudRate, Parity.None, 8, StopBits.One) { Handshake = Handshake.None };
            port.Open();
            RaiseDtr(port);

            // What was said before anybody listened is old.
            port.DiscardInBuffer();
            fault = null;
            return new SerialLine(port);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            port?.Dispose();
            fault = PortFault.From(e, name, PortList.Names());
            return null;
        }
    }

    /// <summary>Bytes as they come; empty when none came in time. Valid until the next call.</summary>
    /// <exception cref="IOException">The line is gone.</exception>
    public ReadOnlySpan<byte> Read(TimeSpan patience)
    {
        // A read that found nothing stays pending: cancelling it would cost a timer and an exception each time.
        _reading ??= _stream.ReadAsync(_read, 0, _read.Length);
        if (!Finished(_reading, patience))
        {
            // At the end of a hung-up line System.IO.Ports neither completes the read nor fails it; the count of waiting bytes tells.
            if (_port.BytesToRead < 0) throw new IOException("hung up");
            return [];
        }

        var count = _reading.GetAwaiter().GetResult();
        _reading = null;
        return _read.AsSpan(0, count);
    }

    /// <exception cref="IOException">The line is gone, or took too long: then it must not be used again.</exception>
    public void Write(ReadOnlySpan<byte> bytes, TimeSpan patience)
    {
        bytes.CopyTo(_written);
        var writing = _stream.WriteAsync(_written, 0, bytes.Length);
        if (!Finished(writing, patience)) throw new IOException("nobody takes what is written");
        writing.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        try
        {
            // The stream first: the port would flush, and on a line that is gone System.IO.Ports flushes for ever.
            _stream.Dispose();
            _port.Dispose();
        }
        catch (IOException)
        {
            // The device went away first.
        }
    }

    /// <summary>USB boards speak only to whoever raises it; a pseudo-terminal has no such line, and System.IO.Ports throws.</summary>
    private static void RaiseDtr(SerialPort port)
    {
        try
        {
            port.DtrEnable = true;
        }
        catch (IOException)
        {
            // Nothing to raise.
        }
    }

    private static bool Finished(Task task, TimeSpan patience)
    {
        try
        {
            return task.Wait(patience);
        }
        catch (AggregateException e) when (e.InnerException is { } cause)
        {
            throw cause as IOException ?? new IOException(cause.Message, cause);
        }
    }
}
