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
}
