using System.IO.Ports;

namespace Pixelopolis.Motor.Serial.Ports;

public enum PortFaultKind
{
    /// <summary>No such port: not plugged in, or another name.</summary>
    Missing,

    /// <summary>The port is there and this user may not use it.</summary>
    PermissionDenied,

    /// <summary>Another program has it.</summary>
    Busy,

    /// <summary>Something else has this name.</summary>
    NotASerialPort,

    Other,
}

/// <summary>Why a port could not be opened, in words for whoever must act.</summary>
public sealed record PortFault(PortFaultKind Kind, string Port, string Message)
{
    // errno, the same on Linux and macOS.
    private const int NotPermitted = 1;
    private const int NoSuchFile = 2;
    private const int NoSuchDevice = 6;
    private const int AccessDenied = 13;
    private const int DeviceBusy = 16;
    private const int NoDevice = 19;
    private const int IsADirectory = 21;
    private const int NotATerminal = 25;

    /// <summary>Reads what System.IO.Ports threw: on Unix an UnauthorizedAccessException whatever the cause, which is inside it with its errno.</summary>
    /// <param name="thrown">What opening threw.</param>
    /// <param name="port">The port's name.</param>
    /// <param name="available">The ports there are.</param>
    public static PortFault From(Exception thrown, string port, IReadOnlyList<string> available)
    {
        var cause = thrown.InnerException ?? thrown;
        return cause.HResult switch
        {
            NoSuchFile or NoSuchDevice or NoDevice => Missing(port, available),
            DeviceBusy => new PortFault(PortFaultKind.Busy, port, $"{port} is busy: another program has it open"),
            NotATerminal or IsADirectory => new PortFault(PortFaultKind.NotASerialPort, port, $"{port} is not a serial port"),
            AccessDenied or NotPermitted => new PortFault(
                PortFaultKind.PermissionDenied, port,
                $"{port}: permission denied; join the group that owns it (Debian: sudo usermod -aG dialout $USER, then sign in again)"),
            _ => new PortFault(PortFaultKind.Other, port, $"{port}: {cause.Message}"),
        };
    }

    private static PortFault Missing(string port, IReadOnlyList<string> available) => new(
        PortFaultKind.Missing, port,
        $"{port} is not there; " + (available.Count == 0 ? "this machine has no serial port now" : "there are: " + string.Join(", ", available)));

    public override string ToString() => Message;
}

/// <summary>The serial ports of this machine.</summary>
public static class PortList
{
    /// <summary>Names of the ports there are now, sorted.</summary>
    public static IReadOnlyList<string> Names()
    {
        try
        {
            return [.. SerialPort.GetPortNames().Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return [];
        }
    }

    /// <summary>Names that stay when a board is plugged in elsewhere, and the port each stands for now. Linux only; empty elsewhere.</summary>
    public static IReadOnlyDictionary<string, string> StableNames()
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        const string folder = "/dev/serial/by-id";
        if (!Directory.Exists(folder)) return names;
        foreach (var link in Directory.EnumerateFileSystemEntries(folder))
            if (File.ResolveLinkTarget(link, returnFinalTarget: true) is { } target) names[link] = target.FullName;
        return names;
    }
}
