using System.IO.Ports;
using Pixelopolis.Motor.Serial.Emulation;

namespace Pixelopolis.Motor.Serial.Tests.Emulation;

public sealed class PseudoTerminalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-pty-").FullName;

    private string Link => Path.Combine(_folder, "sub", "board");

    [Fact]
    public async Task Every_byte_passes_as_it_is_both_ways()
    {
        using var terminal = PseudoTerminal.Open();
        Assert.StartsWith("/dev/pts/", terminal.Path, StringComparison.Ordinal);
        using var port = new SerialPort(terminal.Path, 115200);
        port.Open();
        var all = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();

        Assert.Equal(256, terminal.Write(all));
        var read = new byte[256];
        await port.BaseStream.ReadExactlyAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(all, read);

        await port.BaseStream.WriteAsync(all, TestContext.Current.CancellationToken);
        Array.Clear(read);
        for (var length = 0; length < 256;)
        {
            Assert.True(terminal.Poll(TimeSpan.FromSeconds(30), out var connected) && connected);
            length += terminal.Read(read.AsSpan(length));
        }

        Assert.Equal(all, read);
    }

    [Fact]
    public void It_knows_whether_anybody_has_the_other_end_open()
    {
        using var terminal = PseudoTerminal.Open();
        Assert.False(Connected(terminal));
        using (var port = new SerialPort(terminal.Path, 115200))
        {
            port.Open();
            Assert.True(Connected(terminal));
        }

        Assert.False(Connected(terminal));
        Assert.Equal(0, terminal.Read(new byte[10]));
    }

    [Fact]
    public void A_link_names_it_and_goes_with_it()
    {
        using (var terminal = PseudoTerminal.Open(Link))
        {
            Assert.Equal(Link, terminal.Path);
            Assert.Equal(terminal.Device, new FileInfo(Link).LinkTarget);
        }

        Assert.False(Path.Exists(Link));
        Assert.Null(new FileInfo(Link).LinkTarget);
    }

    [Fact]
    public void A_link_left_over_is_taken_and_the_first_does_not_remove_it()
    {
        var first = PseudoTerminal.Open(Link);
        using var second = PseudoTerminal.Open(Link);
        first.Dispose();
        Assert.Equal(second.Device, new FileInfo(Link).LinkTarget);
    }

    [Fact]
    public void A_file_in_the_links_place_is_named_and_kept()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Link)!);
        File.WriteAllText(Link, "mine");
        Assert.Contains("taken", Assert.Throws<IOException>(() => PseudoTerminal.Open(Link)).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Link));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool Connected(PseudoTerminal terminal)
    {
        terminal.Poll(TimeSpan.Zero, out var connected);
        return connected;
    }
}
