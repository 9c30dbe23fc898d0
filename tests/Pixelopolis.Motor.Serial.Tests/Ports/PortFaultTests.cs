using Pixelopolis.Motor.Serial.Emulation;
using Pixelopolis.Motor.Serial.Ports;

namespace Pixelopolis.Motor.Serial.Tests.Ports;

public sealed class PortFaultTests
{
    [Fact]
    public void A_missing_port_lists_those_there_are()
    {
        var fault = PortFault.From(Denied(new IOException("No such file or directory", 2)), "/dev/ttyACM7", ["/dev/ttyACM0", "/dev/ttyACM1"]);
        Assert.Equal(PortFaultKind.Missing, fault.Kind);
        Assert.Equal("/dev/ttyACM7 is not there; there are: /dev/ttyACM0, /dev/ttyACM1", fault.Message);
        Assert.EndsWith("no serial port now", PortFault.From(Denied(new IOException("No such file or directory", 2)), "/dev/ttyACM7", []).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_denied_port_says_which_group_to_join()
    {
        var fault = PortFault.From(Denied(new IOException("Permission denied", 13)), "/dev/ttyACM0", []);
        Assert.Equal(PortFaultKind.PermissionDenied, fault.Kind);
        Assert.Contains("dialout", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_busy_port_says_so()
    {
        var fault = PortFault.From(Denied(new IOException("Device or resource busy", 16)), "/dev/ttyACM0", []);
        Assert.Equal(PortFaultKind.Busy, fault.Kind);
        Assert.Equal("/dev/ttyACM0 is busy: another program has it open", fault.Message);
    }

    [Fact]
    public void Anything_else_is_told_in_the_systems_words()
    {
        var fault = PortFault.From(Denied(new IOException("Too many open files", 24)), "/dev/ttyACM0", []);
        Assert.Equal((PortFaultKind.Other, "/dev/ttyACM0: Too many open files"), (fault.Kind, fault.Message));
    }

    [Fact]
    public void The_real_system_tells_a_missing_port_and_a_file_apart()
    {
        Assert.Null(SerialLine.Open("/dev/no-such-port", 115200, out var missing));
        Assert.Equal(PortFaultKind.Missing, missing!.Kind);

        var file = Path.GetTempFileName();
        Assert.Null(SerialLine.Open(file, 115200, out var plain));
        Assert.Equal(PortFaultKind.NotASerialPort, plain!.Kind);
        File.Delete(file);
    }

    [Fact]
    public void An_open_port_has_no_fault()
    {
        using var terminal = PseudoTerminal.Open();
        using var line = SerialLine.Open(terminal.Path, 115200, out var fault);
        Assert.NotNull(line);
        Assert.Null(fault);
    }

    /// <summary>What System.IO.Ports throws on Unix when a port does not open, whatever the cause.</summary>
    private static UnauthorizedAccessException Denied(Exception cause) => new("Access to the port is denied.", cause);
}
