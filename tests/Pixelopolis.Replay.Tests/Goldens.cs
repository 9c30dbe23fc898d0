namespace Pixelopolis.Replay.Tests;

/// <summary>
/// Where the goldens are, and whether this run records some of them anew: those that the environment variable
/// <c>PIXELOPOLIS_RERECORD</c> names. README.md beside this file says when that is right.
/// </summary>
internal static class Goldens
{
    private const string Variable = "PIXELOPOLIS_RERECORD";

    private static readonly string[] Wanted =
        (Environment.GetEnvironmentVariable(Variable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string Root { get; } = FindRoot();

    /// <summary>Of this test project's sources: goldens are read from there and written there.</summary>
    public static string Folder { get; } = Path.Combine(Root, "tests", "Pixelopolis.Replay.Tests");

    public static bool Rerecord(string golden) => Wanted.Contains(golden);

    /// <summary>The command that records these goldens anew.</summary>
    public static string CommandFor(string goldens) => $"{Variable}={goldens} dotnet run -c Release --project tests/Pixelopolis.Replay.Tests";

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Pixelopolis.sln"))) return folder;
        throw new InvalidOperationException("the tests run from within the repository");
    }
}
