using System.CommandLine;
using System.Globalization;
using Pixelopolis.Motor.Host;
using Pixelopolis.Motor.Recording;
using Pixelopolis.Motor.Serial;

namespace Pixelopolis.Lab.Commands.Bridge;

/// <summary><c>bridge monitor</c>: greets the board and shows what it says; never moves it.</summary>
internal static class MonitorBoard
{
    public static Command Create()
    {
        var port = new Argument<string>("port") { Description = "The board's port, as bridge list names it." };
        var baud = new Option<int>("--baud") { Description = "Baud rate; USB ports ignore it.", DefaultValueFactory = _ => 115_200 };
        var every = new Option<double>("--every") { Description = "Seconds between two lines.", DefaultValueFactory = _ => 0.5 };
        var record = new Option<FileInfo?>("--record") { Description = "Also writes every byte to this file, for bridge dump." };
        var command = new Command("monitor", "Shows what the board on a port says, until Ctrl-C.") { port, baud, every, record };
        command.SetAction((parse, stop) => Run(
            new SerialLinkOptions { Port = parse.GetValue(port)!, BaudRate = parse.GetValue(baud) },
            parse.GetValue(every), parse.GetValue(record),
            parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error, stop));
        return command;
    }

    private static async Task<int> Run(
        SerialLinkOptions options, double every, FileInfo? record, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (!(every is >= 0.02 and <= 3600))
        {
            await error.WriteLineAsync(FormattableString.Invariant($"--every is {every}: 0.02 to 3600 seconds"));
            return 2;
        }

        var time = TimeProvider.System;
        await using var file = record is null ? null : new StreamWriter(record.FullName);
        var tap = file is null ? null : new SerialRecorder(file, time.Seconds());
        var opened = false;
        var refused = false;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            using var link = new SerialMotorLink(options, time, Hear, tap);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(every));
            while (await timer.WaitForNextTickAsync(giveUp.Token)) await output.WriteLineAsync(Line(link));
        }
        catch (ArgumentException e)
        {
            await error.WriteLineAsync(e.Message);
            return 2;
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            // Ctrl-C, or a port that cannot be opened.
        }

        return refused ? 1 : 0;

        // A port that was there once is waited for; one that never was is a mistake in the command.
        void Hear(LinkNote note)
        {
            (note.Kind == LinkNoteKind.CannotOpen ? error : output).WriteLine(note.Text);
            if (note.Kind != LinkNoteKind.CannotOpen) opened = true;
            if (opened) return;
            refused = true;
            _ = giveUp.CancelAsync();
        }
    }

    private static string Line(SerialMotorLink link)
    {
        var health = link.Health();
        if (!link.TryGetStatus(out var status, out _)) return $"{health.State}";
        var bad = health.Counters.Rejected + health.Counters.SequenceGap;
        return health.State == LinkState.Healthy
            ? FrameText.Of(status) + (bad == 0 ? "" : $", lost here {bad}")
            : string.Create(CultureInfo.InvariantCulture, $"{health.State}, last heard {health.StatusAge:0.0} s ago; {FrameText.Of(status)}");
    }
}
