using System.CommandLine;
using Pixelopolis.Lab.Commands.Bridge;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>bridge</c>: the motor link's tools, for a real board and without one.</summary>
internal static class BridgeCommand
{
    public static Command Create() => new("bridge", "The motor link's tools: find a board, watch it, be one, read what was said.")
    {
        ListPorts.Create(),
        MonitorBoard.Create(),
        EmulateBoard.Create(),
        DumpBytes.Create(),
    };
}
