using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Perception;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Localization;

/// <summary>
/// Compares the signs a car sees with those it should see: right ones correct its place, wrong and missing ones raise doubt. Allocates nothing.
/// </summary>
public sealed class SignWatch(SignMap signs, Doubt doubt, LocalizationOptions options)
{
    // What a frame's signs say of being elsewhere, in log-odds, once for every SignEvery metres.
    private const double Right = -1.2;
    private const double Misread = 0.3;
    private const double NotQuite = 0.3;
    private const double Surprise = 1.1;
    private const double Missing = 0.5;
    private const double MostPerFrame = 2.4;

    /// <summary>Standing, a frame counts for as much as so many metres: what a hand has changed is noticed within a second or two.</summary>
    private const double StandingCounts = 0.012;

    /// <summary>However long it stands, a picture that stays the same says no more than so many looks in passing: one sign far off, misread again and again, is one mistake.</summary>
    private const double StandingLooks = 4;

    /// <summary>Metres between two sights, below which the car has stood.</summary>
    private const double Still = 0.004;
    private double _moved, _stood;

    /// <summary>The car drove on.</summary>
    public void Drove(double metres) => _moved += Math.Abs(metres);

    /// <summary>The car was put elsewhere: it stands there anew.</summary>
    public void Forget() => _stood = 0;

    /// <summary>A new sight while on a path: corrects the filter.</summary>
    public void See(in SightReading sight, RouteLocalizer localizer, RoutePath path)
    {
        var moved = _moved;
        _moved = 0;
        var weight = Math.Max(moved, StandingCounts) / options.SignEvery;
        Span<SignObservation> seen = stackalloc SignObservation[SightReading.Most];
        var count = SignReader.Read(sight, signs.Camera, options, seen);
        var evidence = 0.0;
        for (var i = 0; i < count; i++)
            evidence += seen[i].Reliability * Says(moved < Still ? Compare(seen[i], localizer.PoseAt(path, sight.CapturedAt))
                : localizer.SeeSign(path, signs, seen[i], sight.CapturedAt, Math.Max(1, options.SignErrsFor / moved)));
        evidence += Missed(sight, seen[..count], localizer.PoseAt(path, sight.CapturedAt));
        if (moved < Still)
        {
            Stand(evidence);
            return;
        }
        _stood = 0;
        doubt.Add(Math.Clamp(evidence, -MostPerFrame, MostPerFrame) * Math.Min(1, weight));
    }

    /// <summary>A new sight while the car stands without a path.</summary>
    public void See(in SightReading sight, in Pose parked)
    {
        Span<SignObservation> seen = stackalloc SignObservation[SightReading.Most];
        var count = SignReader.Read(sight, signs.Camera, options, seen);
        var evidence = 0.0;
        for (var i = 0; i < count; i++) evidence += seen[i].Reliability * Says(Compare(seen[i], parked));
        evidence += Missed(sight, seen[..count], parked);
        Stand(evidence);
        _moved = 0;
    }

    private void Stand(double evidence)
    {
        evidence = Math.Clamp(evidence, -MostPerFrame, MostPerFrame);
        var (most, stood) = (StandingLooks * evidence, _stood + evidence * StandingCounts / options.SignEvery);
        stood = evidence > 0 ? Math.Min(stood, Math.Max(_stood, most)) : Math.Max(stood, Math.Min(_stood, most));
        doubt.Add(stood - _stood);
        _stood = stood;
    }

    private static double Says(SignMatch match) => match switch
    {
        SignMatch.Taken => Right,
        SignMatch.Misread => Misread,
        SignMatch.Near => NotQuite,
        SignMatch.Surprising => Surprise,
        _ => 0,
    };

    /// <summary>By a plain look, without correcting anything: what stands sees the same again and again.</summary>
    private SignMatch Compare(in SignObservation seen, in Pose pose)
    {
        var misread = false;
        foreach (var sign in signs.All)
        {
            if (!signs.Faces(sign, pose, 0.3)) continue;
            var (bearing, distance) = signs.From(pose, sign.X, sign.Y);
            if (Math.Abs(Angle.Difference(seen.Bearing, bearing)) > 0.12 || Math.Abs(seen.Distance - distance) > 0.08 + 0.15 * distance) continue;
            if (sign.Class == seen.Class) return SignMatch.Taken;
            misread = true;
        }
        return misread ? SignMatch.Misread : SignMatch.Surprising;
    }

    /// <summary>Signs that should be plain to see and are not; one behind something that stands before it is not missed.</summary>
    private double Missed(in SightReading sight, ReadOnlySpan<SignObservation> seen, in Pose pose)
    {
        var evidence = 0.0;
        foreach (var sign in signs.All)
        {
            if (!signs.IsPlain(sign, pose)) continue;
            var (bearing, distance) = signs.From(pose, sign.X, sign.Y);
            var found = false;
            foreach (ref readonly var s in seen)
                found |= Math.Abs(Angle.Difference(s.Bearing, bearing)) < 0.20 && Math.Abs(s.Distance - distance) < 0.35 * distance;
            if (!found && !Hidden(sight, bearing)) evidence += Missing;
        }
        return evidence;
    }

    private bool Hidden(in SightReading sight, double bearing)
    {
        foreach (ref readonly var thing in sight.Found())
            if (SignReader.Hides(thing, bearing, signs.Camera)) return true;
        return false;
    }
}
