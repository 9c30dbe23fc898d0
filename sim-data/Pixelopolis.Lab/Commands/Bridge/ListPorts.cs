using System.CommandLine;
using Pixelopolis.Motor.Serial.Ports;

namespace Pixelopolis.Lab.Commands.Bridge;

/// <summary><c>bridge list</c>: the serial ports there are.</summary>
internal static class ListPorts
{
    public static Command Create()
    {
        var command = new Command("list", "Lists this machine's serial ports.");
        command.SetAction(parse => Print(PortList.Names(), PortList.StableNames(), parse.InvocationConfiguration.Output));
        return command;
    }

    internal static int Print(IReadOnlyList<string> names, IReadOnlyDictionary<string, string> stable, TextWriter output)
    {
        if (names.Count == 0) output.WriteLine("no serial port: plug a board in, or try one without hardware: bridge emulate");
        foreach (var name in names)
        {
            output.WriteLine(name);
            foreach (var link in stable.Where(s => s.Value == name)) output.WriteLine($"  {link.Key}");
        }

        return 0;
    }
}
