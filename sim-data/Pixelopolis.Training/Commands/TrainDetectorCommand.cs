using System.CommandLine;
using System.Globalization;
using Pixelopolis.Datasets.Detection;
using Pixelopolis.Training.Detector;
using Pixelopolis.Training.Detector.Data;
using Pixelopolis.Training.Reporting;
using Spectre.Console;

namespace Pixelopolis.Training.Commands;

/// <summary><c>train detector</c>: trains the object detector on labelled pictures.</summary>
internal static class TrainDetectorCommand
{
    private static readonly DetectorTrainingOptions Defaults = new() { Data = ["-"], Out = "-" };

    private static readonly Option<string?> Data = new("--data") { Description = "Folders of labelled pictures (Pascal VOC), separated by commas: ours and your own may be mixed. Pictures must be 4:3 and at least as wide as --input (320 x 240 pixels for the reference's). Names of no class are reported and left out; a folder without ImageSets/Main is all for training. Without it, pictures are made first, of simulated scenes." };
    private static readonly Option<int> Pictures = Number("--pictures", "Pictures to train on, where they are made first; a sixteenth more to validate, an eighth more to test.", new DetectionOptions().Train);
    private static readonly Option<DirectoryInfo> Out = new("--out") { Description = "Where the model, its label map, card, pictures and checkpoint go.", DefaultValueFactory = _ => new("artifacts/detector") };
    private static readonly Option<string?> Classes = new("--classes") { Description = "The classes to tell apart, separated by commas, in the order of their numbers; without it all of ours. A trial with three of them shows in minutes whether all is well." };
    private static readonly Option<int> Epochs = Number("--epochs", "Passes over the data; 0 takes as many as fit into --max-minutes by the speed measured at the beginning. However many: none is begun that would end more than two hours after the run's beginning; the best one until then is kept.", Defaults.Epochs);
    private static readonly Option<double> Minutes = Number("--max-minutes", "The time to plan the epochs for, at most 120.", Defaults.Minutes);
    private static readonly Option<double> Width = Number("--width", "Channels in relation to the reference network: wider sees better and costs more.", Defaults.Width);
    private static readonly Option<double> Depth = Number("--depth", "Blocks with a shortcut in relation to the reference network's 3, 4 and 2 in its three stages, rounded, at least one in each: deeper costs more.", Defaults.Depth);
    private static readonly Option<string> Input = new("--input") { Description = "What the network looks at, WIDTHxHEIGHT in pixels: twice as wide as high, both multiples of 32, from 128x64 to 640x320. Larger sees smaller signs and costs more, as its area grows; the part of the camera's frame stays the same.", DefaultValueFactory = _ => DetectorInputText.Of(Defaults.Input) };
    private static readonly Option<int> Batch = Number("--batch", "Pictures in one step.", Defaults.Batch);
    private static readonly Option<double> LearningRate = Number("--learning-rate", "The highest one; it warms up and falls.", Defaults.LearningRate);
    private static readonly Option<double> WeightDecay = Number("--weight-decay", "How fast unused weights fade, in relation to the learning rate.", Defaults.WeightDecay);
    private static readonly Option<int> ValidationPictures = Number("--validation-pictures", "Pictures to validate on after each epoch.", Defaults.ValidationPictures);
    private static readonly Option<int> Seed = Number("--seed", "Everything drawn by chance follows from it.", Defaults.Seed);
    private static readonly Option<int> Threads = Number("--threads", "Threads that torch computes on.", Defaults.Threads);
    private static readonly Option<bool> NoAugmentation = new("--no-augmentation") { Description = "Train on the pictures as they are." };
    private static readonly Option<bool> Mixed = new("--mixed") { Description = "Let what flows between layers have 16 bits while training: faster on processors with instructions for bfloat16." };
    private static readonly Option<FileInfo?> StartFrom = new("--start-from") { Description = "Begins with the best weights of an earlier run (its detector.checkpoint) instead of with nothing: to teach more pictures, or your own, in a few epochs. Its classes, width, depth and input must be the same; take a lower --learning-rate." };
    private static readonly Option<bool> Resume = new("--resume") { Description = "Goes on from the checkpoint in --out, to the very same end." };

    public static Command Create()
    {
        var detector = new Command("detector", "Trains the detector of signs, cars and obstacles, and writes it as ONNX with its label map and model card. It can be stopped at any moment (Ctrl-C) and resumed.")
        {
            Data, Pictures, Out, Classes, Epochs, Minutes, Width, Depth, Input, Batch, LearningRate, WeightDecay, ValidationPictures, Seed, Threads, NoAugmentation, Mixed, StartFrom, Resume,
        };
        detector.SetAction(RunAsync);
        return detector;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (DetectorInputText.Parse(parsed.GetValue(Input)!) is not { } input)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]--input is '{parsed.GetValue(Input)}'; {DetectorInputText.Rule}[/]");
            return 1;
        }
        var data = parsed.GetValue(Data) is { } given ? List(given) : [Path.Combine(parsed.GetValue(Out)!.FullName, "data")];
        try
        {
            if (parsed.GetValue(Data) is null && await MakeAsync(data[0], parsed.GetValue(Pictures), parsed.GetValue(Threads), cancel) is { } fault)
            {
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{fault}[/]");
                return 1;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return DetectorConsole.Unwritable(data[0], e);
        }
        return DetectorConsole.Train(Defaults with
        {
            Data = data,
            Out = parsed.GetValue(Out)!.FullName,
            Classes = parsed.GetValue(Classes) is { } classes ? List(classes) : Defaults.Classes,
            Epochs = parsed.GetValue(Epochs),
            Minutes = parsed.GetValue(Minutes),
            Width = parsed.GetValue(Width),
            Depth = parsed.GetValue(Depth),
            Input = input,
            Batch = parsed.GetValue(Batch),
            LearningRate = parsed.GetValue(LearningRate),
            WeightDecay = parsed.GetValue(WeightDecay),
            ValidationPictures = parsed.GetValue(ValidationPictures),
            Seed = parsed.GetValue(Seed),
            Threads = parsed.GetValue(Threads),
            Augment = !parsed.GetValue(NoAugmentation),
            Mixed = parsed.GetValue(Mixed),
            StartFrom = parsed.GetValue(StartFrom)?.FullName,
            Resume = parsed.GetValue(Resume),
        }, TimeProvider.System, cancel);
    }

    private static async Task<string?> MakeAsync(string folder, int pictures, int threads, CancellationToken cancel)
    {
        var options = new DetectionOptions { Train = pictures, Validation = Math.Max(1, pictures / 16), Test = Math.Max(1, pictures / 8), Threads = threads };
        var all = options.Train + options.Validation + options.Test;
        if (Console.IsOutputRedirected)
            return await DetectorCollection.EnsureAsync(folder, options, done => Console.WriteLine($"{done} of {all} pictures made"), cancel);
        return await AnsiConsole.Progress().Columns(LaneProgressBar.Columns).StartAsync(live =>
        {
            var task = live.AddTask("making pictures of simulated scenes", maxValue: all);
            return DetectorCollection.EnsureAsync(folder, options, done => task.Value = done, cancel);
        });
    }

    private static string[] List(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Option<T> Number<T>(string name, string description, T value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
