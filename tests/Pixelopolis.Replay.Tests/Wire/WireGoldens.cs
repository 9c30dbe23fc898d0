using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Replay.Tests.Wire;

/// <summary>
/// The bytes that cross the wire, approved by a person: what we send must stay what cars and tools in the field already read.
/// To approve a change on purpose, record it anew (README.md of this project) and look at the difference.
/// </summary>
public sealed class WireGoldens
{
    public static TheoryData<string> Names => [.. WireMessages.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void What_is_written_is_what_was_approved(string name) =>
        Assert.Equal(Approved(name), Pretty(VdaJson.Write(WireMessages.All[name])));

    [Theory, MemberData(nameof(Names))]
    public void What_was_approved_still_reads_to_the_same_message(string name)
    {
        var read = WireMessages.Read(name, Encoding.UTF8.GetBytes(Approved(name)));
        Assert.Equal(Pretty(VdaJson.Write(WireMessages.All[name])), Pretty(VdaJson.Write(read)));
    }

    [Fact]
    public void Every_approved_file_has_its_message() =>
        Assert.Equal(WireMessages.All.Keys.Order(), Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order());

    private static readonly Lazy<string> Recorded = new(() =>
    {
        var folder = Path.Combine(Goldens.Folder, "Wire", "approved");
        if (Goldens.Rerecord("wire"))
            foreach (var (name, message) in WireMessages.All) File.WriteAllText(Path.Combine(folder, name + ".json"), Pretty(VdaJson.Write(message)) + "\n");
        return folder;
    });

    private static string Folder => Recorded.Value;

    private static string Approved(string name) => File.ReadAllText(Path.Combine(Folder, name + ".json")).ReplaceLineEndings("\n").TrimEnd();

    // Laid out for people; order, names and values are the wire's own.
    private static string Pretty(byte[] json) =>
        JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" });
}
