using System.Globalization;
using System.Text.RegularExpressions;
using Pixelopolis.Car;
using Pixelopolis.City;
using Pixelopolis.Drives.Encounters;
using Pixelopolis.Drives.Eyes;

namespace Pixelopolis.Drives.Tests.Encounters;

/// <summary>Without reservations, seen by geometry with a detector's errors; what the detector makes of them is measured, not tested.</summary>
public sealed class EncounterTests
{
    private static readonly CityMap Map = DefaultCity.Map;
    private static readonly Intersections Crossings = Intersections.Of(Map);

    private static EncounterResult Run(Encounter encounter, DriveOptions? options = null, SightQuality? quality = null) =>
        encounter.Run(Map, Crossings, GeometricEyes.On(Map, quality ?? new SightQuality()), options ?? new DriveOptions(), new CarTiming());

    [Fact]
    public void Cars_keep_apart_from_what_they_meet_and_get_through()
    {
        var results = Encounter.Of(7, 12).Select(e => Run(e)).ToArray();
        Assert.All(results, r => Assert.False(r.Touched, r.ToString()));
        Assert.All(results, r => Assert.True(r.Finished, r.ToString()));
        Assert.True(results.Count(r => r.Stopped) >= 5);
    }

    [Fact]
    public void A_hand_or_a_box_that_appears_at_the_stopping_distance_and_200_ms_is_stood_for_and_not_touched() =>
        Assert.All(Encounter.Appearing(7, 12).Select(e => Run(e)), r => Assert.True(r is { Touched: false, Finished: true } && HasAppeared(r), r.ToString()));

    [Fact]
    public void Stops_for_nothing_before_the_thing_appears_pass_no_scene()
    {
        var results = Encounter.Appearing(7, 4).Select(e => Run(e, quality: new SightQuality { Phantoms = 0.9 })).ToArray();
        Assert.Contains(results, r => r.Stopped && !HasAppeared(r));
        Assert.All(results, r => Assert.True(HasAppeared(r) || !r.Finished, r.ToString()));
    }

    private static bool HasAppeared(EncounterResult result) => result.Note.Contains(" m before ", StringComparison.Ordinal);

    [Fact]
    public void The_judge_sees_what_the_car_does_not()
    {
        var blind = Encounter.Appearing(7, 3).Select(e => Run(e, quality: new SightQuality { Overlooked = 1 })).ToArray();
        Assert.All(blind, r => Assert.True(r.Touched && r.ImpactSpeed > 0.9 * SpeedBefore(r), r.ToString()));
    }

    /// <summary>At which the car drove when the thing appeared, m/s.</summary>
    private static double SpeedBefore(EncounterResult result) =>
        double.Parse(Regex.Match(result.Note, @"m before (\d\.\d\d) m/s").Groups[1].Value, CultureInfo.InvariantCulture);

    [Fact]
    public void The_same_seed_is_the_same_encounter()
    {
        foreach (var encounter in Encounter.Of(8, 6)) Assert.Equal(Run(encounter), Run(encounter));
    }
}
