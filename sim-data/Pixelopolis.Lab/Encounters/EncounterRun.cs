using System.Globalization;
using Pixelopolis.Car;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.Drives;
using Pixelopolis.Drives.Encounters;
using Pixelopolis.Drives.Eyes;

namespace Pixelopolis.Lab.Encounters;

/// <summary>Runs encounters one after the other.</summary>
internal static class EncounterRun
{
    public static List<EncounterResult> Run(CityMap map, IEnumerable<Encounter> encounters, StageEyes eyes, Action? met = null, Action<string>? watch = null, CancellationToken cancel = default)
    {
        var intersections = Intersections.Of(map);
        var results = new List<EncounterResult>();
        foreach (var encounter in encounters)
        {
            if (cancel.IsCancellationRequested) break;
            results.Add(encounter.Run(map, intersections, eyes, new DriveOptions(), new CarTiming(), watch is null ? null : (stage, car) => watch(Line(stage, car))));
            met?.Invoke();
        }
        return results;
    }

    private static string Line(EncounterStage stage, StageCar car)
    {
        var (output, at) = (car.Car.Last, car.Truth);
        var ahead = output.Traffic.Ahead;
        var what = !ahead.IsThere ? "free" : FormattableString.Invariant($"{(ahead.IsCar ? "car" : "obstacle")}#{ahead.Number} gap {ahead.Gap:0.000} along {ahead.Along:0.00}±{ahead.AlongDeviation:0.00}{(ahead.IsComing ? " coming" : "")}");
        return FormattableString.Invariant($"{stage.Now,6:0.00} {car.Car.Serial} s {at.S:0.000} left {at.Left:0.000} v {car.Speed:0.00} told {output.Speed:0.00} {output.Hold,-10} {what}; nearest {stage.LeastGap:0.000}{Seen(car.Car.LastInput.Sight)}");
    }

    /// <summary>The newest sight's cars and obstacles: boxes in percent of the picture, left, top, right, bottom.</summary>
    private static string Seen(in SightReading sight)
    {
        var things = sight.Found().ToArray().Where(d => !ObjectClasses.IsSign(d.Class)).Select(d => string.Create(CultureInfo.InvariantCulture,
            $" {ObjectClasses.Word(d.Class)} {d.Score:0.00} [{d.Left * 100:0} {d.Top * 100:0} {d.Right * 100:0} {d.Bottom * 100:0}]")).ToArray();
        return sight.Frame == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; saw at {sight.CapturedAt:0.00}:{(things.Length == 0 ? " nothing" : string.Concat(things))}");
    }
}
