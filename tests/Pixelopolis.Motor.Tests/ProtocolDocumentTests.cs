using System.Text.RegularExpressions;
using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Messages;
using Pixelopolis.Motor.Tests.Frames;

namespace Pixelopolis.Motor.Tests;

/// <summary>
/// The golden bytes are the worked examples of PROTOCOL.md, made by another implementation (Python's struct and zlib):
/// the document, the code and a firmware written from the document agree, or this fails.
/// </summary>
public sealed partial class ProtocolDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PROTOCOL.md"));

    private static readonly Dictionary<string, byte[]> Examples = new()
    {
        ["hello"] = Line.Frame(1, new Hello(1)),
        ["motion"] = Line.Frame(42, new MotionCommand(7.5f, -1.25f, 1017, 20480, 150, Leds.Headlights | Leds.IndicatorLeft)),
        ["identity"] = Line.Frame(1, new Identity(1, 1, new FirmwareVersion(0, 1, 0), "nucleo-l432kc")),
        ["status"] = Line.Frame(1024, new BoardStatus(
            20500, 81920, -513, 7.4375f, -1.25f, 7412, Buttons.Resume, BoardFaults.LeaseExpired,
            Leds.Headlights | Leds.Brake, CommandRefusal.Expired, 42, 3)),
    };

    public static TheoryData<string> Names => [.. Examples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_code_writes_each_frame_as_the_document_shows_it(string name) =>
        Assert.Equal(Bytes($"{name}-line"), Convert.ToHexString(Examples[name]));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_content_shown_is_the_lines_without_stuffing(string name)
    {
        var line = Convert.FromHexString(Bytes($"{name}-line"));
        var content = new byte[FrameLayout.MaxContentLength];
        Assert.True(Cobs.TryDecode(line.AsSpan(1, line.Length - 2), content, out var length));
        Assert.Equal(Bytes($"{name}-content"), Convert.ToHexString(content.AsSpan(0, length)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_code_reads_the_documents_bytes_as_the_same_message(string name)
    {
        var seen = Line.Read(new FrameDecoder(), Convert.FromHexString(Bytes($"{name}-line")));
        Assert.Equal(Line.Read(new FrameDecoder(), Examples[name]), seen);
        Assert.Equal(FrameFault.None, seen.Single().Fault);
    }

    [Fact]
    public void Every_fault_and_refusal_is_named_with_its_number()
    {
        foreach (var fault in Enum.GetValues<BoardFaults>().Where(f => f != BoardFaults.None))
            Assert.Contains($"{(int)fault} `{Camel(fault)}`", Document, StringComparison.Ordinal);
        foreach (var refusal in Enum.GetValues<CommandRefusal>().Where(r => r != CommandRefusal.None))
            Assert.Contains($"| {(int)refusal} | `{Camel(refusal)}` |", Document, StringComparison.Ordinal);
        foreach (var fault in Enum.GetValues<FrameFault>().Where(f => f != FrameFault.None))
            Assert.Contains($"| `{Camel(fault)}` |", Document, StringComparison.Ordinal);
    }

    private static string Camel<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string Bytes(string block)
    {
        var match = Regex.Match(Document, $"```{block}\n(.*?)```", RegexOptions.Singleline);
        Assert.True(match.Success, $"PROTOCOL.md has no block {block}");
        return Spaces().Replace(match.Groups[1].Value, "");
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Spaces();
}
