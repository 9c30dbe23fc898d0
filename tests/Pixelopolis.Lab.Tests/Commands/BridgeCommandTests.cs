using System.CommandLine;
using System.Threading.Channels;
using Pixelopolis.Lab.Commands;
using Pixelopolis.Lab.Commands.Bridge;

namespace Pixelopolis.Lab.Tests.Commands;

public sealed class BridgeCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-bridge-").FullName;

    [Fact]
    public async Task A_board_is_emulated_watched_recorded_and_read_back()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        var port = Path.Combine(_folder, "board");
        var recording = Path.Combine(_folder, "said.txt");
        var board = new Heard();
        var emulating = Run(board, new StringWriter(), stop.Token, "emulate", "--link", port, "--name", "lab-board");
        await board.Until(port, patience.Token);

        var monitor = new Heard();
        using (var enough = CancellationTokenSource.CreateLinkedTokenSource(patience.Token))
        {
            var monitoring = Run(monitor, new StringWriter(), enough.Token, "monitor", port, "--every", "0.02", "--record", recording);
            await monitor.Until("board lab-board, firmware 0.1.0", patience.Token);
            await monitor.Until("7.600 V", patience.Token);
            await enough.CancelAsync();
            Assert.Equal(0, await monitoring);
        }

        await stop.CancelAsync();
        Assert.Equal(0, await emulating);
        Assert.False(Path.Exists(port));

        var dump = new StringWriter();
        Assert.Equal(0, await Run(dump, new StringWriter(), patience.Token, "dump", recording));
        Assert.Contains("car > #1 hello protocol 1", dump.ToString(), StringComparison.Ordinal);
        Assert.Contains("identity lab-board", dump.ToString(), StringComparison.Ordinal);
        Assert.Contains("to the board: 1 frames, 0 missing", dump.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/no-such-port is not there", 1, "monitor", "/dev/no-such-port")]
    [InlineData("--every is 0: 0.02 to 3600 seconds", 2, "monitor", "/dev/no-such-port", "--every", "0")]
    [InlineData("BaudRate is 1: 9600 to 4000000", 2, "monitor", "/dev/no-such-port", "--baud", "1")]
    [InlineData("BoardName is 'two words'", 1, "emulate", "--name", "two words")]
    [InlineData("Could not find file '/no-such-file'", 1, "dump", "/no-such-file")]
    public async Task A_mistake_is_named_and_ends_the_command(string message, int code, params string[] arguments)
    {
        var error = new StringWriter();
        Assert.Equal(code, await Run(new StringWriter(), error, TestContext.Current.CancellationToken, arguments));
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_recording_names_its_line()
    {
        var file = Path.Combine(_folder, "broken.txt");
        await File.WriteAllTextAsync(file, "# a note\n0.5 > 00\n0.6 > zz\n", TestContext.Current.CancellationToken);
        var error = new StringWriter();
        Assert.Equal(1, await Run(new StringWriter(), error, TestContext.Current.CancellationToken, "dump", file));
        Assert.Contains("broken.txt, line 3: bytes are two hexadecimal digits each", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_as_they_came_are_read_with_raw()
    {
        var file = Path.Combine(_folder, "bytes");
        await File.WriteAllBytesAsync(file, Convert.FromHexString("0003020101010601" + "8E196DB600" + "FF00"), TestContext.Current.CancellationToken);
        var output = new StringWriter();
        Assert.Equal(0, await Run(output, new StringWriter(), TestContext.Current.CancellationToken, "dump", "--raw", file));
        Assert.Equal(["#1 hello protocol 1", "! CobsInvalid"], output.ToString().Split(output.NewLine)[..2]);
    }

    [Fact]
    public void Ports_are_listed_with_their_stable_names()
    {
        var output = new StringWriter { NewLine = "\n" };
        ListPorts.Print(["/dev/ttyACM0", "/dev/ttyS0"], new Dictionary<string, string> { ["/dev/serial/by-id/nucleo"] = "/dev/ttyACM0" }, output);
        Assert.Equal("/dev/ttyACM0\n  /dev/serial/by-id/nucleo\n/dev/ttyS0\n", output.ToString());

        var none = new StringWriter();
        ListPorts.Print([], new Dictionary<string, string>(), none);
        Assert.Contains("bridge emulate", none.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<int> Run(TextWriter output, TextWriter error, CancellationToken stop, params string[] arguments) =>
        BridgeCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, stop);

    /// <summary>What a command prints, line by line, to wait for.</summary>
    private sealed class Heard : StringWriter
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }

        public async Task Until(string part, CancellationToken patience)
        {
            while (!(await _lines.Reader.ReadAsync(patience)).Contains(part, StringComparison.Ordinal)) { }
        }
    }
}
