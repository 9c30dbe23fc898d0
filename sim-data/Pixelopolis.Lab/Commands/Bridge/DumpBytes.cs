using System.CommandLine;
using Pixelopolis.Motor.Recording;

namespace Pixelopolis.Lab.Commands.Bridge;

/// <summary><c>bridge dump</c>: a recording, or bytes as they came off a line, in words.</summary>
internal static class DumpBytes
{
    private const int LongestRaw = 64 * 1024 * 1024;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "A recording of bridge monitor --record, or with --raw plain bytes." };
        var raw = new Option<bool>("--raw") { Description = "The file holds the bytes of a line as they are." };
        var command = new Command("dump", "Decodes recorded bytes of a line, frame by frame.") { file, raw };
        command.SetAction(parse => Run(
            parse.GetValue(file)!, parse.GetValue(raw), parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(FileInfo file, bool raw, TextWriter output, TextWriter error)
    {
        try
        {
            var dump = new SerialDump();
            var fault = raw ? DumpRaw(file, dump, output) : DumpRecording(file, dump, output);
            foreach (var line in dump.Summary()) output.WriteLine(line);
            if (fault is null) return 0;
            error.WriteLine(fault);
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(e.Message);
            return 1;
        }
    }

    private static string? DumpRaw(FileInfo file, SerialDump dump, TextWriter output)
    {
        if (file.Exists && file.Length > LongestRaw) return $"{file}: {file.Length} bytes, at most {LongestRaw} are read at once";
        foreach (var line in dump.Add(File.ReadAllBytes(file.FullName))) output.WriteLine(line);
        return null;
    }

    private static string? DumpRecording(FileInfo file, SerialDump dump, TextWriter output)
    {
        var number = 0;
        foreach (var text in File.ReadLines(file.FullName))
        {
            number++;
            if (text.Length == 0 || text[0] == '#') continue;
            if (!SerialLogLine.TryParse(text, out var line, out var fault)) return $"{file}, line {number}: {fault} (plain bytes: --raw)";
            foreach (var words in dump.Add(line)) output.WriteLine(words);
        }

        return null;
    }
}
