using System.CommandLine;
using System.Globalization;
using Pixelopolis.Datasets.Lane;
using Pixelopolis.Datasets.Lane.Collecting;
using Pixelopolis.Training.Lane;
using Pixelopolis.Training.Lane.Input;
using Pixelopolis.Training.Reporting;
using Spectre.Console;

namespace Pixelopolis.Training.Commands;

/// <summary><c>train lane</c>: trains the lane keeper on a data set.</summary>
internal static class TrainLaneCommand
{
    private static readonly LaneTrainingOptions Defaults = new() { Data = "-", Out = "-" };

    private static readonly Option<DirectoryInfo?> Data = new("--data") { Description = "The lane data set's folder; without it one is collected first, by driving generated cities." };
    private static readonly Option<DirectoryInfo> Out = new("--out") { Description = "Where the model, its card, pictures and checkpoint go.", DefaultValueFactory = _ => new("artifacts/lane") };
    private static readonly Option<string> Variant = new("--variant") { Description = "The part of the frame the model sees: bottom-quarter or full-frame.", DefaultValueFactory = _ => "bottom-quarter" };
    private static readonly Option<int> Epochs = Number("--epochs", "Passes over the data at most.", Defaults.Epochs);
    private static readonly Option<int> EpochFrames = Number("--epoch-frames", "Frames drawn for one epoch; 0 draws as many as there are to train on.", Defaults.EpochFrames);
    private static readonly Option<int> Batch = Number("--batch", "Frames in one step.", Defaults.Batch);
    private static readonly Option<int> Patience = Number("--patience", "Epochs without a better validation loss before the run stops.", Defaults.Patience);
    private static readonly Option<int> Seed = Number("--seed", "Everything drawn by chance follows from it.", Defaults.Seed);
    private static readonly Option<int> Threads = Number("--threads", "Threads that torch computes on.", Defaults.Threads);
    private static readonly Option<double> Minutes = Number("--minutes", "The run's end by the clock, rounds and their drives included, at most 120.", Defaults.Minutes);
    private static readonly Option<double> LearningRate = Number("--learning-rate", "The highest one; it warms up and falls.", Defaults.LearningRate);
    private static readonly Option<double> Balance = Number("--balance", "0 draws the data as it is, 1 draws all intents and curvatures alike.", Defaults.Balance);
    private static readonly Option<LaneFlip> Flip = Number("--flip", "Frames that may be mirrored.", Defaults.Augmentation.Flip);
    private static readonly Option<bool> Resume = new("--resume") { Description = "Goes on from the checkpoint in --out." };
    private static readonly Option<FileInfo?> StartFrom = new("--start-from") { Description = "Begins with the weights of another run's checkpoint." };

    private static readonly LaneCollectOptions Drives = new();
    private static readonly Option<int> Cities = Number("--cities", "Cities to drive through, where data is collected.", Drives.Cities);
    private static readonly Option<int> FirstCity = Number("--first-city", "The first city's seed.", Drives.FirstCity);
    private static readonly Option<double> Metres = Number("--metres", "Metres to drive in each city.", Drives.MetresPerCity);
    private static readonly Option<bool> FullFrame = new("--full-frame") { Description = "Collect the whole frame, too, for the comparison." };
    private static readonly Option<int> Rounds = Number("--rounds", "Rounds of DAgger after the first training: the model drives, the teacher corrects, the next one learns.", 1);
    private static readonly Option<int> RoundCities = Number("--round-cities", "Cities that the model drives through in each round.", 40);

    public static Command Create()
    {
        Variant.AcceptOnlyFromAmong("bottom-quarter", "full-frame");
        var lane = new Command("lane", "Trains the lane keeper and writes it as ONNX with its model card.")
        {
            Data, Out, Variant, Epochs, EpochFrames, Batch, Patience, Seed, Threads, Minutes, LearningRate, Balance, Flip, Resume, StartFrom,
            Cities, FirstCity, Metres, FullFrame, Rounds, RoundCities,
        };
        lane.SetAction(RunAsync);
        return lane;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var options = Defaults with
        {
            Data = parsed.GetValue(Data)?.FullName ?? Path.Combine(parsed.GetValue(Out)!.FullName, "data"),
            Out = parsed.GetValue(Out)!.FullName,
            View = parsed.GetValue(Variant) == "full-frame" ? LaneView.FullFrame : LaneView.BottomQuarter,
            Epochs = parsed.GetValue(Epochs),
            EpochFrames = parsed.GetValue(EpochFrames),
            Batch = parsed.GetValue(Batch),
            Patience = parsed.GetValue(Patience),
            Seed = parsed.GetValue(Seed),
            Threads = parsed.GetValue(Threads),
            Minutes = parsed.GetValue(Minutes),
            LearningRate = parsed.GetValue(LearningRate),
            Balance = parsed.GetValue(Balance),
            Augmentation = new() { Flip = parsed.GetValue(Flip) },
            Resume = parsed.GetValue(Resume),
            StartFrom = parsed.GetValue(StartFrom)?.FullName,
        };
        var wholeFrames = options.View == LaneView.FullFrame || parsed.GetValue(FullFrame);
        var rounds = wholeFrames && parsed.GetResult(Rounds) is { Implicit: true } ? 0 : parsed.GetValue(Rounds);
        if (rounds is < 0 or > 20) return Fail($"--rounds is {rounds}; it must lie within 0 and 20");
        if (rounds > 0 && wholeFrames) return Fail("--rounds goes with the bottom quarter alone: the model drives by it");
        var drives = Drives with
        {
            Cities = parsed.GetValue(Cities),
            FirstCity = parsed.GetValue(FirstCity),
            MetresPerCity = parsed.GetValue(Metres),
            FullFrame = wholeFrames,
        };
        var started = TimeProvider.System.GetTimestamp();
        if (parsed.GetValue(Data) is null && await CollectConsole.WatchAsync(drives,
            progress => LaneCollection.EnsureAsync(options.Data, drives, options.View, progress, cancel)) is { } fault) return Fail(fault.ToString());
        return await RoundsAsync(options, drives with { Cities = parsed.GetValue(RoundCities) }, rounds, started, cancel);
    }

    /// <summary>Training, then as often as asked: the model drives, and training again on what the teacher said to that.</summary>
    private static async Task<int> RoundsAsync(LaneTrainingOptions options, LaneCollectOptions drives, int rounds, long started, CancellationToken cancel)
    {
        var next = options with { Out = LaneRounds.FolderOf(options.Out, 0, rounds) };
        for (var round = 0; ; round++)
        {
            var done = round < rounds && options.Resume && LaneRounds.IsCollected(options.Data, round + 1); // its model has driven already
            var left = LaneRounds.MinutesFor(round, rounds, options.Minutes, TimeProvider.System.GetElapsedTime(started));
            if (!done && LaneConsole.Train(next with { Minutes = left }, TimeProvider.System, cancel) is var code and not 0) return code;
            if (round == rounds) return 0;
            var checkpoint = Path.Combine(next.Out, LaneFiles.Checkpoint);
            if (!done && await CollectConsole.WatchAsync(drives, progress => LaneRounds.CollectAsync(options.Data, checkpoint, round + 1, drives, progress, cancel)) is { } fault)
                return Fail(fault.ToString());
            next = LaneRounds.After(options, LaneRounds.FolderOf(options.Out, round + 1, rounds), checkpoint);
        }
    }

    private static int Fail(string message)
    {
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{message}[/]");
        return 1;
    }

    private static Option<T> Number<T>(string name, string description, T value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
