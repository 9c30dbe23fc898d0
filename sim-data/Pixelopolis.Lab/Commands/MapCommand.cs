using System.CommandLine;
using Pixelopolis.City;
using Pixelopolis.City.Generation;
using Pixelopolis.City.Lif;
using Pixelopolis.City.Pictures;
using Pixelopolis.City.Planning;
using static System.FormattableString;

namespace Pixelopolis.Lab.Commands;

/// <summary><c>map new</c> makes a city from a seed, <c>map check</c> names everything that is wrong with one; both can draw it.</summary>
internal static class MapCommand
{
    /// <summary>A made city has no age: the same request gives the same bytes.</summary>
    private static readonly DateTimeOffset Timeless = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Command Create() => new("map", "Makes a city map, or checks one.") { New(), Check() };

    private static Command New()
    {
        var blocks = new Option<string>("--blocks") { Description = "Blocks wide and high, as 3x2.", DefaultValueFactory = _ => "3x2" };
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same city.", DefaultValueFactory = _ => 1 };
        var roundabout = new Option<bool>("--roundabout") { Description = "One of the crossings is a roundabout." };
        var handMade = new Option<bool>("--hand-made") { Description = "The hand-made default city instead of a chance one." };
        var output = new Option<FileInfo>("--out") { Description = "Where to write the map (LIF 1.0.0 JSON).", Required = true };
        var picture = Picture();
        var command = new Command("new", "Makes a city from a seed.") { blocks, seed, roundabout, handMade, output, picture };
        command.SetAction(arguments =>
        {
            var say = arguments.InvocationConfiguration;
            if (CityRequest.ParseBlocks(arguments.GetValue(blocks)!) is not var (wide, high))
                return Fail(say, $"--blocks is {arguments.GetValue(blocks)}; two numbers as in 3x2 are right");
            var request = new CityRequest(wide, high, arguments.GetValue(seed), arguments.GetValue(roundabout));
            if (request.Fault() is { } fault) return Fail(say, $"--blocks: {fault}");
            var map = arguments.GetValue(handMade) ? DefaultCity.Build() : CityGenerator.Generate(request);
            return Write(say, arguments.GetValue(output)!, LifWriter.Write(map, Timeless)) ?? Draw(say, map, arguments.GetValue(picture)) ?? Report(say, map);
        });
        return command;
    }

    private static Command Check()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A map: LIF 1.0.0 JSON." };
        var layout = new Option<string?>("--layout") { Description = "Which layout, where the file has several." };
        var picture = Picture();
        var command = new Command("check", "Checks a map and names every fault; ends with 1 if there is one.") { file, layout, picture };
        command.SetAction(arguments =>
        {
            var say = arguments.InvocationConfiguration;
            string json;
            try
            {
                json = File.ReadAllText(arguments.GetValue(file)!.FullName);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Fail(say, $"the map cannot be read: {e.Message}");
            }
            var reading = LifReader.Read(json, arguments.GetValue(layout));
            foreach (var fault in reading.Faults) say.Error.WriteLine(fault);
            if (reading.Map is not { } map) return Fail(say, $"{reading.Faults.Count} {(reading.Faults.Count == 1 ? "fault" : "faults")}");
            foreach (var rule in RoadRules.Broken(map, Intersections.Of(map))) say.Output.WriteLine($"note: {rule}");
            return Draw(say, map, arguments.GetValue(picture)) ?? Report(say, map);
        });
        return command;
    }

    private static Option<FileInfo?> Picture() => new("--picture") { Description = "Where to draw the map (SVG)." };

    private static int? Draw(InvocationConfiguration say, CityMap map, FileInfo? file) => file is null ? null : Write(say, file, MapPicture.Draw(map));

    private static int? Write(InvocationConfiguration say, FileInfo file, string text)
    {
        try
        {
            file.Directory?.Create();
            File.WriteAllText(file.FullName, text);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(say, $"{file} cannot be written: {e.Message}");
        }
    }

    private static int Report(InvocationConfiguration say, CityMap map)
    {
        var intersections = Intersections.Of(map);
        var (x, y) = (map.Nodes.Select(n => n.X).ToList(), map.Nodes.Select(n => n.Y).ToList());
        say.Output.WriteLine(Invariant($"{map.Name} ({map.Id}, version {map.Version}): {x.Max() - x.Min():0.0} m × {y.Max() - y.Min():0.0} m, ")
            + Invariant($"{map.Nodes.Count} nodes, {map.Edges.Count} edges, {map.Edges.Sum(e => e.Length):0.0} m of lanes, {intersections.All.Count} intersections, ")
            + $"{Count(map, StationKind.Destination)} destinations, {Count(map, StationKind.Parking)} parking bays, {Count(map, StationKind.Charger)} chargers, "
            + $"{map.Signs.Count} signs, {map.Buildings.Count} buildings");
        return 0;
    }

    private static int Count(CityMap map, StationKind kind) => map.Stations.Count(s => s.Kind == kind);

    private static int Fail(InvocationConfiguration say, string message)
    {
        say.Error.WriteLine($"map: {message}");
        return 1;
    }
}
