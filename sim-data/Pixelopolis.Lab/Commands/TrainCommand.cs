using System.CommandLine;
using System.Diagnostics;

namespace Pixelopolis.Lab.Commands;

/// <summary>
/// <c>train</c>: hands its arguments to the trainer, a program of its own, so that only who trains restores torch. It is built first, and
/// started through its launcher, which gives torch the C++ runtime it needs.
/// </summary>
internal static class TrainCommand
{
    private const string Description =
        "Trains a model: 'train lane' makes the lane keeper from nothing, 'train lane --data DIR --out DIR' from a data set; 'train detector' makes the "
        + "detector of signs, cars and obstacles, 'train detector --data DIR --out DIR' from labelled pictures. "
        + "'train -- lane --help' and 'train -- detector --help' list the trainer's options.";

    public static Command Create()
    {
        var arguments = new Argument<string[]>("arguments") { Description = "What to train, and the trainer's own options.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("train", Description) { arguments };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancel) => Verb.GuardAsync(async () =>
        {
            var trainer = Path.Combine(LabPaths.Root, "sim-data", "Pixelopolis.Training");
            if (!File.Exists(Path.Combine(trainer, "run-torch.sh"))) throw new LabException($"the trainer's sources are not in {trainer}: train from a clone of the repository");
            await BuildAsync(trainer, cancel);
            var program = Path.Combine(trainer, "bin", "Release", "net10.0", "Pixelopolis.Training");
            string[] passedOn = [.. parsed.Tokens.Skip(1).Where(token => token.Type != System.CommandLine.Parsing.TokenType.DoubleDash).Select(token => token.Value)];
            return await RunAsync(Path.Combine(trainer, "run-torch.sh"), [program, "train", .. passedOn]);
        }));
        return command;
    }

    private static async Task BuildAsync(string trainer, CancellationToken cancel)
    {
        await Console.Error.WriteLineAsync("Building the trainer (the first time fetches torch, about 200 MB)…");
        var start = new ProcessStartInfo("dotnet", ["build", trainer, "-c", "Release", "-v", "quiet", "-clp:ErrorsOnly"]) { RedirectStandardOutput = true };
        using var build = Process.Start(start)!;
        var said = await build.StandardOutput.ReadToEndAsync(cancel);
        await build.WaitForExitAsync(cancel);
        if (build.ExitCode != 0) throw new LabException($"The trainer could not be built:{Environment.NewLine}{said}");
    }

    /// <summary>Ctrl-C reaches the trainer by itself: it closes its run in order, and is waited for.</summary>
    private static async Task<int> RunAsync(string launcher, IEnumerable<string> arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(launcher, arguments))!;
        await run.WaitForExitAsync(CancellationToken.None);
        return run.ExitCode;
    }
}
