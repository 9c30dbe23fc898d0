using System.CommandLine;
using System.Globalization;
using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets.Detection;
using Pixelopolis.Datasets.Voc;
using Spectre.Console;

namespace Pixelopolis.Lab.Commands.Dataset;

/// <summary><c>dataset detector</c>: labelled pictures of simulated scenes.</summary>
internal static class MakeDetectorData
{
    private const string Description =
        "Makes labelled pictures for the detector from simulated scenes: JPEG pictures with Pascal VOC labels beside them, as labelImg writes them, and lists by split. "
        + "Train, validation and test share no city (unless --city is given) and no seed of a look; some drawings and wear of signs are in validation or test alone. 1,000 pictures are about 65 MB.";

    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--out") { Description = "A new folder.", Required = true };
        var images = new Option<int>("--images") { Description = "How many pictures in all.", DefaultValueFactory = _ => 28_500 };
        var shares = new Option<string>("--split-shares") { Description = "How they are shared out over train:validation:test.", DefaultValueFactory = _ => "16:1:2" };
        var seed = new Option<ulong>("--seed") { Description = "The same seed makes the same files, on however many threads.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "How many threads draw.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var frames = new Option<int>("--frames-per-world") { Description = "Pictures from one city in one look.", DefaultValueFactory = _ => new DetectionOptions().FramesPerWorld };
        var cities = new Option<FileInfo[]>("--city") { Description = "A map to take the scenes from instead of generated ones; may be given several times. Train, validation and test then share these cities (and, without --deal-signs, which signs stand where), and only looks differ: a score on such a test says nothing of cities unseen.", DefaultValueFactory = _ => [] };
        var deal = new Option<bool>("--deal-signs") { Description = "Deals given maps' signs anew, every class as often as any other, and adds places for more." };
        var more = new Option<string?>("--more-of") { Description = "Classes, separated by commas, that pictures to train on show about twice as often: those that 'evaluate detector' finds confused. Validation and test stay as they are." };
        var command = new Command("detector", Description) { output, images, shares, seed, threads, frames, cities, deal, more };
        command.SetAction((parsed, cancel) => Verb.GuardAsync(async () =>
        {
            Verb.NeedsOpenCv();
            var (train, validation, test) = Share(parsed.GetValue(images), parsed.GetValue(shares)!);
            var options = new DetectionOptions
            {
                Train = train,
                Validation = validation,
                Test = test,
                Seed = parsed.GetValue(seed),
                Threads = parsed.GetValue(threads),
                FramesPerWorld = parsed.GetValue(frames),
                Cities = [.. parsed.GetValue(cities)!.Select(f => CityFile.ReadToDraw(f.FullName))],
                DealSigns = parsed.GetValue(deal),
                Favoured = [.. (parsed.GetValue(more) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Class)],
            };
            if (options.Fault() is { } fault) throw new LabException(fault);
            var (writer, stands) = VocFolderWriter.Create(parsed.GetValue(output)!.FullName);
            if (writer is null) throw new LabException($"--out {stands}");
            var folder = parsed.GetValue(output)!.FullName;
            try
            {
                await WatchAsync(options, progress => new DetectionGenerator(options).WriteAsync(writer, progress, cancel));
            }
            catch (OperationCanceledException)
            {
                await Console.Error.WriteLineAsync($"Stopped. {folder} has no lists and is of no use: delete it.");
                return 130;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new LabException($"--out {folder}: {e.Message}");
            }
            Console.WriteLine($"{folder}: look at it with './pixelopolis dataset show {folder}'");
            return 0;
        }));
        return command;
    }

    /// <summary>Pictures by split in the shares' proportion; test takes what rounding leaves.</summary>
    internal static (int Train, int Validation, int Test) Share(int images, string shares)
    {
        var parts = shares.Split(':', ',').Select(p => double.TryParse(p, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) ? share : -1).ToArray();
        if (parts.Length != 3 || parts.Any(p => p < 0 || !double.IsFinite(p)) || parts.Sum() <= 0)
            throw new LabException($"--split-shares is {shares}; three numbers as in 16:1:2 are right, not all of them 0");
        if (images is < 1 or > VocLimits.Images) throw new LabException($"--images is {images}; 1 to {VocLimits.Images} are right");
        var (train, validation) = ((int)Math.Round(images * parts[0] / parts.Sum()), (int)Math.Round(images * parts[1] / parts.Sum()));
        if (parts[2] == 0) train += images - train - validation;
        return (train, validation, images - train - validation);
    }

    private static ObjectClass Class(string word) => ObjectClasses.Of(word) is var kind and not ObjectClass.None and not ObjectClass.Car
        ? kind
        : throw new LabException($"--more-of {word}: there are {string.Join(", ", ObjectClasses.All.Where(k => k != ObjectClass.Car).Select(ObjectClasses.Word))}");

    private static async Task WatchAsync(DetectionOptions options, Func<Action<int>, Task> make)
    {
        var all = options.Train + options.Validation + options.Test;
        if (Console.IsOutputRedirected)
        {
            var said = 0;
            await make(done =>
            {
                if (done < all && done - said < 1000) return;
                Console.WriteLine($"{said = done} of {all} pictures");
            });
            return;
        }
        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn()).StartAsync(async live =>
        {
            var task = live.AddTask("setting scenes", maxValue: all);
            await make(done => (task.Value, task.Description) = (done, string.Create(CultureInfo.InvariantCulture, $"{done:n0} of {all:n0} pictures")));
        });
    }
}
