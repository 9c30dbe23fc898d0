using System.CommandLine;
using Pixelopolis.Fleet.Server;
using Pixelopolis.Fleet.Server.Options;

// Cars' states come in by MQTT (Mqtt/), stations' and operators' wishes by HTTP (Http/). The loop (Loop/) tells them to the fleet one by one, writes down
// what it promises (Stores/), sends its orders (Mqtt/) and shows what has changed (Live/, Streams/).
return await ServerCommand.Of(new RootCommand("The fleet server: bookings, routes, orders and the city's pages."), ServerProgram.RunAsync).Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
