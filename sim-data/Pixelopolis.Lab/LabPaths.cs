namespace Pixelopolis.Lab;

/// <summary>Where the repository's own files are: its root is handed over by the launcher, or found above the program.</summary>
internal static class LabPaths
{
    public static string Root { get; } = FindRoot();

    public static string DefaultCity => Path.Combine(Root, "fleet-server", "cities", "pixelopolis.lif.json");

    public static string LaneModel => Path.Combine(Root, "car", "models", "lane.onnx");

    public static string Detector => Path.Combine(Root, "car", "models", "detector.onnx");

    public static string Artifacts => Path.Combine(Root, "artifacts");

    private static string FindRoot()
    {
        if (Environment.GetEnvironmentVariable("PIXELOPOLIS_ROOT") is { Length: > 0 } given && Directory.Exists(given)) return given;
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Pixelopolis.sln"))) return folder;
        return Directory.GetCurrentDirectory();
    }
}
