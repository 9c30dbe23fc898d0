using System.IO.Ports;
using System.Runtime.InteropServices;
using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Host;
using Pixelopolis.Motor.Messages;
using Pixelopolis.Motor.Serial.Emulation;

namespace Pixelopolis.Motor.Serial.Tests;

/// <summary>Lines that garble, fall silent or take nothing.</summary>
public sealed partial class BadLineTests
{
    private static readonly WheelTargets Ahead = new(5, 6);

    [Fact]
    public async Task Garbage_and_half_frames_from_the_board_are_counted_and_got_over()
    {
        using var bench = new Bench();
        using var terminal = PseudoTerminal.Open(bench.Port);
        bench.WithLink();
        await bench.Signal.Until(() => terminal.Poll(TimeSpan.FromMilliseconds(20), out _), "the car greets");

        var machine = new BoardStateMachine(new BoardOptions { BoardName = "mumbler" });
        var said = new byte[BoardStateMachine.MaxWriteLength];
        var heard = new byte[1024];
        var random = new Random(5);
        var noise = new byte[60];
        for (var turn = 0; turn < 200; turn++)
        {
            terminal.Poll(TimeSpan.FromMilliseconds(2), out _);
            machine.Receive(heard.AsSpan(0, terminal.Read(heard)), turn * 0.02);
            machine.Step(turn * 0.02, new BoardInputs(0, 0, 0, 0, 7.4));
            var length = machine.WriteStatus(turn * 0.02, said);
            random.NextBytes(noise);
            terminal.Write(noise);
            terminal.Write(said.AsSpan(0, turn % 3 == 0 ? length / 2 : length));
        }

        await bench.Signal.Until(() => bench.Link.Health().Counters is { Good: > 100, Rejected: > 100 }, "frames and faults are counted");
        Assert.Equal("mumbler", bench.Link.Board!.BoardName);
    }

    [Fact]
    public async Task Garbage_to_the_board_moves_nothing_and_the_next_frames_are_taken()
    {
        using var bench = new Bench().WithBoard();
        using var port = new SerialPort(bench.Port, 115200);
        port.Open();
        var noise = new byte[3000];
        new Random(6).NextBytes(noise);
        port.BaseStream.Write(noise);
        var heard = new HostLink();
        await Hear(port, heard, () => heard.Status is { BadFrames: > 5, LastAccepted: 0 });

        var bytes = new byte[HostLink.MaxWriteLength];
        port.BaseStream.Write(bytes, 0, heard.WriteCommand(0, Ahead, 1, Leds.None, bytes));
        await Hear(port, heard, () => heard.Status is { LastAccepted: 2 });
        await bench.Signal.Until(() => bench.Plant.Targets.IsStop, "the one command's lease is over");
    }

    [Fact]
    public async Task A_line_without_a_board_is_told_and_tried_again()
    {
        using var bench = new Bench();
        using var terminal = PseudoTerminal.Open(bench.Port);
        bench.WithLink(bench.Options with { SilenceLimit = TimeSpan.FromMilliseconds(100) });
        await bench.Signal.Until(() => bench.Count(LinkNoteKind.Silent) == 1, "the silence is told");
        Assert.Contains("no board answers", bench.Notes.Single().Text, StringComparison.Ordinal);
        Assert.Equal(LinkState.NoBoard, bench.Link.Health().State);
    }

    [Fact]
    public async Task A_line_that_takes_nothing_never_holds_up_the_driver()
    {
        using var bench = new Bench();
        using var terminal = PseudoTerminal.Open(bench.Port);

        // Speaks, never listens: what is written to it piles up until the system takes no more.
        bench.WithLink(bench.Options with { WriteLimit = TimeSpan.FromMilliseconds(50) });
        var status = new byte[FrameLayout.MaxFrameLength];
        var payload = new byte[BoardStatus.Length];
        var length = FrameWriter.Write(FrameType.BoardStatus, 1, payload, status);
        var frame = 0u;
        while (bench.Notes.IsEmpty)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            terminal.Write(status.AsSpan(0, length));
            bench.Link.Send(Ahead, ++frame, Leds.None);
            await Task.Yield();
        }

        Assert.True(bench.Link.Dropped > 0);
        Assert.Contains("nobody takes what is written", bench.Notes.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_a_killed_car_left_marked_as_its_own_is_free_for_the_next()
    {
        using var bench = new Bench().WithBoard();
        var device = new FileInfo(bench.Port).LinkTarget!;

        // What is left of a killed process: the mark is set and the descriptor is closed without taking it back.
        var fd = Libc.Open(device, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.CloseOnExec);
        Assert.Equal(0, MarkAsOwn(fd, ExclusiveMode));
        await bench.Signal.Until(() => bench.Board!.IsConnected, "the board sees the car");
        Assert.Equal(0, Libc.Close(fd));
        await bench.Signal.Until(() => bench.Board is { IsConnected: false, Port: not null }, "the board sees it gone");

        // As root the mark does not keep anybody out, so what is looked at is the mark itself.
        var next = Libc.Open(bench.Port, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.CloseOnExec);
        Assert.Equal(0, GetExclusive(next, GetExclusiveMode, out var marked));
        Assert.Equal(0, marked);
        Assert.Equal(0, Libc.Close(next));
    }

    private const nuint ExclusiveMode = 0x540C;
    private const nuint GetExclusiveMode = 0x80045440;

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int MarkAsOwn(int fd, nuint request);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int GetExclusive(int fd, nuint request, out int value);

    private static async Task Hear(SerialPort port, HostLink link, Func<bool> enough)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var bytes = new byte[256];
        while (!enough())
        {
            var length = await port.BaseStream.ReadAsync(bytes, patience.Token);
            link.Receive(bytes.AsSpan(0, length), 0);
        }
    }
}
