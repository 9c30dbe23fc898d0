using System.CommandLine;

namespace Pixelopolis.Lab.Commands;

/// <summary>Every verb of <c>./pixelopolis</c>, in the order the help lists them; each lives in a file of its own.</summary>
internal static class Verbs
{
    public static IEnumerable<Command> All =>
    [
        CityCommand.Create(),
        DriveCommand.Create(),
        EvaluateCommand.Create(),
        BenchCommand.Create(),
        MapCommand.Create(),
        ServerVerb.Create(),
        CarVerb.Create(),
        ModelsCommand.Create(),
        BridgeCommand.Create(),
        DatasetCommand.Create(),
        TrainCommand.Create(),
    ];

    /// <summary>
    /// The arguments as they are to be read: what follows <c>train</c> and a model's name is the trainer's own, its <c>--help</c>, too.
    /// </summary>
    public static string[] PassedOn(string[] arguments) =>
        arguments is ["train", [not '-', ..], ..] && arguments.Any(a => a is "--help" or "-h" or "-?") ? ["train", "--", .. arguments[1..]] : arguments;
}
