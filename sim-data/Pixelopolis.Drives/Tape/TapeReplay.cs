using Pixelopolis.Car;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Reporting;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Drives.Tape;

/// <summary>Where a replay came to another command than the recording: the line's number from 1, and both.</summary>
public sealed record TapeDifference(int Line, TapeStep Recorded, TapeStep Replayed);

/// <summary>Plays a tape through the order desk, the drive step and the order follower again.</summary>
public static class TapeReplay
{
    /// <summary>The lane model (SHA-256) that the drive was recorded with; null where the tape does not say.</summary>
    public static string? Model(IEnumerable<string> lines) => lines.Select(l => DriveTape.Read(l).Model).FirstOrDefault(m => m is not null);

    /// <summary>What the steps of a tape were told, in their order.</summary>
    public static IEnumerable<DriveInput> Inputs(IEnumerable<string> lines)
    {
        SightReading sight = default;
        foreach (var line in lines)
        {
            if (DriveTape.Read(line).Step is not { } step) continue;
            if (step.Sight is { } seen) sight = DriveTape.Sight(seen);
            yield return DriveTape.Input(step, sight);
        }
    }

    /// <returns>Every step whose command, hold or place differs; empty when the car would drive just the same.</returns>
    public static IReadOnlyList<TapeDifference> Run(IEnumerable<string> lines, CityMap map, DriveOptions options)
    {
        var intersections = Intersections.Of(map);
        var step = new DriveStep(options, map, intersections);
        var orders = new OrderFollower(map, intersections, step);
        var desk = new OrderDesk(orders);
        var reporter = new DriveReporter(step, orders, desk);
        var differences = new List<TapeDifference>();
        var (number, sight) = (0, default(SightReading));
        foreach (var text in lines)
        {
            number++;
            var line = DriveTape.Read(text);
            if (line.Put is { } put) orders.InitPosition(new Pose(put.X, put.Y, put.Theta), put.MapId, put.NodeId);
            if (DriveTape.Mail(line) is { } mail) desk.Take(mail, reporter.Last.Now == 0 || reporter.Last.Standing);
            if (line.Step is not { } recorded) continue;
            if (recorded.Sight is { } seen) sight = DriveTape.Sight(seen);
            var input = DriveTape.Input(recorded, sight);
            var output = step.Step(input, orders.Route);
            reporter.Turn(input, output, sent: true);
            var replayed = DriveTape.Line(input, output);
            if (replayed.Left != recorded.Left || replayed.Right != recorded.Right || replayed.Hold != recorded.Hold || Math.Abs(replayed.S - recorded.S) > 1e-9)
                differences.Add(new TapeDifference(number, recorded, replayed));
        }
        return differences;
    }
}
