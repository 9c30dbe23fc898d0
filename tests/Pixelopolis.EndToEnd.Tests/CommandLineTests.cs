using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Pixelopolis.EndToEnd.Tests;

public partial class CommandLineTests
{
    [Fact]
    public async Task Drive_writes_its_score_as_the_design_names_it()
    {
        var file = Path.GetTempFileName();
        var (code, output) = await LabProcess.RunAsync(["drive", "--trips", "2", "--seed", "3", "--out", file], TestContext.Current.CancellationToken);
        Assert.True(code == 0, output);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var root = json.RootElement;
        Assert.Equal("pixelopolis", root.GetProperty("city").GetString());
        Assert.Equal(3, root.GetProperty("seed").GetInt32());
        var trip = root.GetProperty("trips")[0];
        foreach (var name in new[] { "completed", "seconds", "metres", "collisions", "laneDepartures", "lateralErrorP95" }) Assert.True(trip.TryGetProperty(name, out _), name);
        var summary = root.GetProperty("summary");
        foreach (var name in new[] { "trips", "completed", "collisions", "laneDepartures", "metres", "lateralErrorP95", "intersectionErrorP95", "realTimeFactor" })
            Assert.True(summary.TryGetProperty(name, out _), name);
        Assert.Equal(2, summary.GetProperty("completed").GetInt32());
        File.Delete(file);
    }

    [Fact]
    public async Task The_shipped_model_drives_twenty_trips_within_its_lane_and_without_a_touch()
    {
        var summary = await DriveAsync("--trips", "20", "--seed", "11");
        Assert.Equal((20, 0, 0), (summary.Completed, summary.Collisions, summary.Departures));
        Assert.InRange(summary.LateralErrorP95, 0, 0.04);
    }

    [Fact]
    public async Task With_the_camera_covered_a_car_does_not_move()
    {
        var summary = await DriveAsync("--trips", "2", "--seed", "11", "--eye", "covered");
        Assert.Equal((0, 0, 0), (summary.Completed, summary.Collisions, summary.Departures));
        Assert.Equal(0, summary.Metres, 0.05);
    }

    [Fact]
    public async Task With_a_model_that_says_straight_on_cars_notice_that_they_are_lost_and_stand()
    {
        var summary = await DriveAsync("--trips", "6", "--seed", "11", "--eye", "straightOn", "--detector", "none");
        Assert.Equal((0, 0), (summary.Completed, summary.Collisions));
        Assert.All(summary.Reasons, r => Assert.Equal("stood still: Lost", r));
    }

    [Fact]
    public async Task With_a_model_that_says_straight_on_a_detector_and_a_search_save_no_trip()
    {
        // Lost, a car may crawl where the fleet lets it; by such a model it crawls off the road, and is taken off it.
        var summary = await DriveAsync("--trips", "4", "--seed", "11", "--eye", "straightOn");
        Assert.Equal((0, 0), (summary.Completed, summary.Collisions));
        Assert.All(summary.Reasons, r => Assert.Contains(r, (string[])["stood still: Lost", "left the road"]));
    }

    [Fact]
    public async Task By_the_map_alone_cars_leave_their_lanes()
    {
        var summary = await DriveAsync("--trips", "12", "--seed", "11", "--eye", "mapOnly");
        Assert.True(summary.Completed <= 3, $"{summary.Completed} of 12 completed");
        Assert.True(summary.Departures >= 6, $"{summary.Departures} departures");
    }

    private static async Task<(int Completed, int Collisions, int Departures, double LateralErrorP95, double Metres, string[] Reasons)> DriveAsync(params string[] arguments)
    {
        var file = Path.GetTempFileName();
        var (code, output) = await LabProcess.RunAsync(["drive", .. arguments, "--out", file], TestContext.Current.CancellationToken);
        Assert.True(code == 0, output);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        File.Delete(file);
        var summary = json.RootElement.GetProperty("summary");
        int Number(string name) => summary.GetProperty(name).GetInt32();
        return (Number("completed"), Number("collisions"), Number("laneDepartures"), summary.GetProperty("lateralErrorP95").GetDouble(),
            summary.GetProperty("metres").GetDouble(), [.. json.RootElement.GetProperty("trips").EnumerateArray().Select(t => t.TryGetProperty("reason", out var reason) ? reason.GetString()! : "")]);
    }

    [Theory]
    [InlineData("--encoder-error is NaN: from 0 to 0.2", "drive", "--encoder-error", "NaN")]
    [InlineData("--turn-trust is 99: from 0 to 1", "drive", "--turn-trust", "99")]
    [InlineData("--trips is -2: from 1 to 100000", "evaluate", "ablations", "--trips", "-2")]
    [InlineData("cannot be written", "drive", "--out", "/proc/nowhere/drive.json")]
    [InlineData("cannot be written", "bench", "drive", "--out", "/proc/nowhere/bench.json")]
    [InlineData("--only is 'sign': stop, yield", "evaluate", "detector", "--only", "sign")]
    [InlineData("--approaches is -1: from 0 to 100000", "evaluate", "detector", "--approaches", "-1")]
    [InlineData("cannot be written", "evaluate", "detector", "--out", "/proc/nowhere")]
    [InlineData("cannot be written", "evaluate", "encounters", "--out", "/proc/nowhere/met.json")]
    [InlineData("--trips is -1: from 0 to 100000", "evaluate", "encounters", "--trips", "-1")]
    [InlineData("--sight is 'radar': camera or geometric", "evaluate", "encounters", "--sight", "radar")]
    [InlineData("--detector is given", "evaluate", "encounters", "--sight", "geometric", "--detector", "car/models/detector.onnx")]
    [InlineData("--minutes is NaN: from 0.1 to 10000", "evaluate", "localization", "--minutes", "NaN")]
    [InlineData("--tries is -1: from 0 to 100000", "evaluate", "localization", "--tries", "-1")]
    [InlineData("--encoder-error is 9: from 0 to 0.2", "evaluate", "localization", "--encoder-error", "9")]
    [InlineData("the folder cannot be made", "city", "--data", "/proc/nowhere")]
    public async Task A_bad_option_is_named_before_any_work_is_done(string words, params string[] arguments)
    {
        var (code, output) = await LabProcess.RunAsync(arguments, TestContext.Current.CancellationToken);
        Assert.Equal(2, code);
        Assert.Contains(words, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Pixelopolis", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_verb_and_option_that_README_and_the_documents_name_is_there()
    {
        string[] files = [Path.Combine(LabProcess.Root, "README.md"), Path.Combine(LabProcess.Root, "fleet-server", "SERVER.md"), .. Directory.GetFiles(Path.Combine(LabProcess.Root, "docs"), "*.md").Order(StringComparer.Ordinal)];
        var helps = new Dictionary<string, string>();
        var wrong = new List<string>();
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            var commands = CommandPattern().Matches(text).Select(m => m.Groups[1].Value.Trim()).Distinct().Where(c => !c.StartsWith("test", StringComparison.Ordinal)).ToArray();
            if (Path.GetFileName(file) == "README.md") Assert.True(commands.Length > 8);
            var taught = new HashSet<string>();
            foreach (var command in commands)
            {
                // The words before the first option or value are the verb; its help must name every option that is used.
                var words = command.Split(' ');
                var verb = string.Join(' ', words.TakeWhile(w => w.All(c => char.IsAsciiLetter(c) || c == '-') && !w.StartsWith('-')));
                if (!helps.TryGetValue(verb, out var help))
                {
                    (var code, help) = await LabProcess.RunAsync([.. verb.Split(' '), "--help"], TestContext.Current.CancellationToken);
                    if (code != 0) wrong.Add($"{Path.GetFileName(file)}: ./pixelopolis {command}: {help}");
                    helps.Add(verb, help);
                }
                var options = OptionsIn(help);
                taught.UnionWith(options);
                wrong.AddRange(words.Where(w => w.StartsWith("--", StringComparison.Ordinal) && !options.Contains(w)).Select(w => $"{Path.GetFileName(file)}: ./pixelopolis {command}: there is no {w}"));
            }
            // What a page says of an option elsewhere is said of one of the commands that it names.
            if (commands.Length == 0) continue;
            foreach (System.Text.RegularExpressions.Match span in CodePattern().Matches(text))
                wrong.AddRange(OptionsIn(span.Groups[1].Value).Except(taught).Select(o => $"{Path.GetFileName(file)}: {span.Value}: none of its commands has {o}"));
        }
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private static HashSet<string> OptionsIn(string text) => [.. OptionPattern().Matches(text).Select(m => m.Value)];

    [System.Text.RegularExpressions.GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]*")]
    private static partial System.Text.RegularExpressions.Regex OptionPattern();

    [System.Text.RegularExpressions.GeneratedRegex(@"`(--[^`\r\n]+)`")]
    private static partial System.Text.RegularExpressions.Regex CodePattern();

    [System.Text.RegularExpressions.GeneratedRegex(@"\./pixelopolis ([^`\r\n]+)")]
    private static partial System.Text.RegularExpressions.Regex CommandPattern();

    [Fact]
    public async Task The_trainers_own_options_are_taught_too()
    {
        var (code, help) = await LabProcess.RunAsync(["train", "lane", "--help"], TestContext.Current.CancellationToken);
        Assert.True(code == 0, help);
        foreach (var option in new[] { "--rounds", "--resume", "--variant", "--minutes" }) Assert.Contains(option, help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_what_to_do()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (code, output) = await LabProcess.RunAsync(["city", "--port", $"{port}", "--mqtt-port", $"{LabProcess.FreePort()}"], TestContext.Current.CancellationToken);
        Assert.Equal(2, code);
        Assert.Contains($"--port {port}: the port is in use", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_model_is_named_with_what_makes_one()
    {
        var (code, output) = await LabProcess.RunAsync(["drive", "--trips", "1", "--model", "/nowhere/lane.onnx"], TestContext.Current.CancellationToken);
        Assert.Equal(2, code);
        Assert.Contains("/nowhere/lane.onnx", output, StringComparison.Ordinal);
        Assert.Contains("train lane", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_map_is_named_fault_by_fault()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{ \"metaInformation\": [], \"layouts\": 3 }", TestContext.Current.CancellationToken);
        var (code, output) = await LabProcess.RunAsync(["drive", "--city", file], TestContext.Current.CancellationToken);
        Assert.Equal(2, code);
        foreach (var words in new[] { "layouts", "metaInformation", "map check" }) Assert.Contains(words, output, StringComparison.Ordinal);
        File.Delete(file);
    }
}
