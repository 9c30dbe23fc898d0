using System.CommandLine;
using Pixelopolis.Lab.Commands;

namespace Pixelopolis.Lab.Tests.Commands;

public sealed class MapCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pixelopolis-map-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_new_map_is_written_drawn_and_found_sound()
    {
        var (file, picture) = (At("new.lif.json"), At("pictures/new.svg"));
        Assert.Equal(0, Run(out _, "new", "--blocks", "2x2", "--seed", "4", "--out", file, "--picture", picture));
        Assert.StartsWith("<svg", File.ReadAllText(picture), StringComparison.Ordinal);
        Assert.Equal(0, Run(out var said, "check", file));
        Assert.Contains("city-2x2-4", said, StringComparison.Ordinal);
        Assert.DoesNotContain("note:", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_writes_the_same_bytes()
    {
        foreach (var name in new[] { "a", "b" }) Assert.Equal(0, Run(out _, "new", "--blocks", "2x2", "--seed", "9", "--out", At(name)));
        Assert.Equal(File.ReadAllBytes(At("a")), File.ReadAllBytes(At("b")));
    }

    [Fact]
    public void A_broken_map_has_all_its_faults_named_and_fails()
    {
        Run(out _, "new", "--hand-made", "--out", At("city.json"));
        var json = File.ReadAllText(At("city.json")).Replace("\"endNodeId\": \"quay-bow-street-stop\"", "\"endNodeId\": \"nowhere\"", StringComparison.Ordinal)
            .Replace("\"class\": \"school\"", "\"class\": \"scool\"", StringComparison.Ordinal);
        File.WriteAllText(At("broken.json"), json);
        Assert.Equal(1, Run(out var said, "check", At("broken.json")));
        Assert.Contains("edgeEndMissing", said, StringComparison.Ordinal);
        Assert.Contains("signClassUnknown", said, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_done_says_what_would_be_right()
    {
        Assert.Equal(1, Run(out var blocks, "new", "--blocks", "large", "--out", At("x")));
        Assert.Contains("3x2", blocks, StringComparison.Ordinal);
        Assert.Equal(1, Run(out var size, "new", "--blocks", "99x1", "--out", At("x")));
        Assert.Contains("2 to 8", size, StringComparison.Ordinal);
        Assert.Equal(1, Run(out var missing, "check", At("missing.json")));
        Assert.Contains("cannot be read", missing, StringComparison.Ordinal);
        Assert.False(File.Exists(At("x")));
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private static int Run(out string said, params string[] arguments)
    {
        var output = new StringWriter();
        var result = MapCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = output });
        said = output.ToString();
        return result;
    }
}
