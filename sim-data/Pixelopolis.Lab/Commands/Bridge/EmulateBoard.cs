using System.CommandLine;
using System.Globalization;
using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Serial.Emulation;

namespace Pixelopolis.Lab.Commands.Bridge;

/// <summary><c>bridge emulate</c>: a board without hardware, wheels in the air, for whoever has none on the desk.</summary>
internal static class EmulateBoard
{
    public static Command Create()
    {
        var link = new Option<string?>("--link") { Description = "A path for the port that stays the same every time." };
        var name = new Option<string>("--name") { Description = "The board's name.", DefaultValueFactory = _ => "emulated" };
        var battery = new Option<double>("--battery") { Description = "Battery, volts.", DefaultValueFactory = _ => 7.6 };
        var command = new Command("emulate", "Runs an emulated board and prints its port, until Ctrl-C.") { link, name, battery };
        command.SetAction((parse, stop) => Run(
            parse.GetValue(link), new BoardOptions { BoardName = parse.GetValue(name)! }, parse.GetValue(battery),
            parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error, stop));
        return command;
    }

    private static async Task<int> Run(
        string? link, BoardOptions options, double battery, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var plant = new Watched(new BenchPlant { BatteryVolts = battery });
        try
        {
            using var board = new EmulatedBoard(plant, TimeProvider.System, link, options);
            await output.WriteLineAsync(board.Port);
            await output.FlushAsync(stop);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            var told = WheelTargets.Stop;
            while (await timer.WaitForNextTickAsync(stop))
            {
                if (plant.Targets == told) continue;
                told = plant.Targets;
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"wheels {told.Left:0.000} {told.Right:0.000} rad/s"));
            }

            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException or ArgumentException)
        {
            await error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private sealed class Watched(BenchPlant bench) : IBoardPlant
    {
        private readonly Lock _gate = new();
        private WheelTargets _targets;

        public WheelTargets Targets
        {
            get
            {
                lock (_gate) return _targets;
            }
        }

        public BoardInputs Step(in WheelTargets targets, double now)
        {
            lock (_gate) _targets = targets;
            return bench.Step(targets, now);
        }
    }
}
