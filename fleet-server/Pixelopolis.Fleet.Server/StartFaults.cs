using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Pixelopolis.Fleet.Server.Options;
using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server;

/// <summary>What goes wrong at the start of a server, told with what to do about it.</summary>
internal static class StartFaults
{
    /// <summary>The fault by its name, or null for a bug.</summary>
    public static StartFaultException? Name(Exception e, ServerOptions options) => e switch
    {
        StartFaultException => null,
        StoreUnavailableException store => new StartFaultException(store.Message, e),
        InvalidDataException data => new StartFaultException(data.Message, e),
        IOException { InnerException: AddressInUseException } => new StartFaultException(PortInUse(e.Message, options), e),
        _ when Find<System.Net.Sockets.SocketException>(e) is { } socket => new StartFaultException($"--bind {options.Bind}: cannot listen there: {socket.Message}", e),
        _ => null,
    };

    // Kestrel's message names the address: "Failed to bind to address http://127.0.0.1:8080: address already in use."
    private static string PortInUse(string message, ServerOptions options)
    {
        var mqtt = message.Contains($":{options.MqttPort.ToString(CultureInfo.InvariantCulture)}:", StringComparison.Ordinal);
        var (option, port) = mqtt ? ("--mqtt-port", options.MqttPort) : ("--port", options.Port);
        return $"{option} {port}: the port is in use by another program; stop that one, or choose another port with {option}";
    }

    private static T? Find<T>(Exception? e) where T : Exception => e is null or T ? e as T : Find<T>(e.InnerException);
}
