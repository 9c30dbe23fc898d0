using System.CommandLine;
using Pixelopolis.Fleet.Server;
using Pixelopolis.Fleet.Server.Options;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>server</c>: the fleet server alone, for real cars.</summary>
internal static class ServerVerb
{
    public static Command Create() => ServerCommand.Of(new Command("server", "Runs the fleet server alone: bookings, routes, orders, broker and pages."), ServerProgram.RunAsync);
}
