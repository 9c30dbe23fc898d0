using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Pixelopolis.Fleet.Server.Access;
using Pixelopolis.Fleet.Server.Live;
using Pixelopolis.Fleet.Server.Options;

namespace Pixelopolis.Fleet.Server;

/// <summary>The server as a program: starts, says where it is, runs until Ctrl-C.</summary>
public static class ServerProgram
{
    /// <summary>An option or something on this machine has to be put right first.</summary>
    public const int CannotStart = 2;

    public static async Task<int> RunAsync(ServerOptions options, CancellationToken stop)
    {
        try
        {
            await using var server = await FleetServer.StartAsync(options, stop);
            Announce(server, options);
            await server.WaitAsync(stop);
            return 0;
        }
        catch (StartFaultException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return CannotStart;
        }
    }

    private static void Announce(FleetServer server, ServerOptions options)
    {
        var gate = server.Services.GetRequiredService<Gate>();
        var address = $"http://{Reachable(server.Http)}";
        Console.WriteLine($"city      {server.Services.GetRequiredService<City.CityMap>().Name}, {server.Services.GetRequiredService<LiveBoard>().Bookings.Count} rides under way");
        if (server.Services.GetRequiredService<LiveBoard>().City.Stopped)
            Console.WriteLine("stopped   by an operator, before this start: no car drives until Resume is pressed on the operator's page");
        Console.WriteLine($"station   {address}/");
        if (!options.Open) Console.WriteLine($"pair      {address}{gate.NewPairing().Path}   (opens this city to a station phone, for {Gate.PairingTime.TotalMinutes:0} minutes)");
        // A token that was given is known to who gave it; what is printed may end in a log.
        Console.WriteLine(options.OperatorToken is null ? $"operator  {address}/operator?token={gate.OperatorToken}" : $"operator  {address}/operator   (sign in with the token that was given)");
        Console.WriteLine($"mqtt      {(options.Broker is { } broker ? BrokerAddress.Of(broker)!.ToString() : $"mqtt://{Reachable(server.Mqtt!)}")}{(options.Open ? "" : "   (cars sign in)")}");
        Console.WriteLine($"store     {server.Services.GetRequiredService<Stores.IFleetStore>().Name}");
        Console.WriteLine("ready");
    }

    // 0.0.0.0 is no address a phone could open: this machine's own is shown instead.
    private static IPEndPoint Reachable(IPEndPoint listens)
    {
        if (!listens.Address.Equals(IPAddress.Any) && !listens.Address.Equals(IPAddress.IPv6Any)) return listens;
        var own = NetworkInterface.GetAllNetworkInterfaces().Where(card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address).FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork);
        return new IPEndPoint(own ?? IPAddress.Loopback, listens.Port);
    }
}
