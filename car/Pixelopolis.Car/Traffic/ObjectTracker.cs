using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Traffic;

/// <summary>
/// Follows the cars and obstacles that the detector sees from frame to frame, in a frame of reference that the car's own wheels carry: a sight is placed where
/// the car was when its light fell, so that its age does not matter, and what stands has no speed. Survives missed frames, forgets what is gone,
/// remembers what is hidden. A fixed number of tracks; allocates nothing after construction.
/// </summary>
public sealed class ObjectTracker
{
    public const int Most = 12;
    private const int Past = 64;

    /// <summary>Squared standard deviations within which a sighting may be of a thing that is known.</summary>
    private const double Gate = 16;
    private readonly CameraGeometry _camera;
    private readonly TrafficOptions _options;
    private readonly Track[] _tracks = new Track[Most];
    private readonly (double Time, Pose Pose)[] _past = new (double, Pose)[Past];
    private readonly GroundObservation[] _seen = new GroundObservation[SightReading.Most];
    private readonly int[] _of = new int[SightReading.Most];
    private readonly bool[] _found = new bool[Most];
    private readonly double _halfView, _nearestSeen;
    private int _pastCount, _numbers;
    private uint _sight;

    public ObjectTracker(CameraGeometry camera, TrafficOptions options)
    {
        (_camera, _options) = (camera, options);
        for (var i = 0; i < Most; i++) _tracks[i] = new Track();
        _halfView = Math.Atan(camera.FrameWidth / 2.0 / camera.FocalPixels);
        _nearestSeen = camera.GroundAhead(options.ViewBottom * camera.FrameHeight);
    }

    /// <summary>All places; those that are used hold a thing.</summary>
    public ReadOnlySpan<Track> Tracks => _tracks;

    /// <summary>Of the axle in the frame of the car's wheels: where it began is (0, 0, 0).</summary>
    public Pose Pose { get; private set; }

    /// <summary>Capture time of the newest sight; NaN before the first.</summary>
    public double SightAt { get; private set; } = double.NaN;

    /// <summary>A thing's place now as the car sees it: metres ahead of the axle, to its left, radians off its heading.</summary>
    public Pose Relative(Track track, double now)
    {
        var place = track.PlaceAt(now);
        var (forward, left) = Pose.Local(place.X, place.Y);
        return new Pose(forward, left, Angle.Difference(place.Theta, Pose.Theta));
    }

    /// <summary>A thing's speed as the car sees it: m/s ahead and to the left, over the ground.</summary>
    public (double Forward, double Left) RelativeSpeed(Track track)
    {
        var (sin, cos) = Math.SinCos(Pose.Theta);
        var (x, y) = (track.Filter.SpeedX, track.Filter.SpeedY);
        return (x * cos + y * sin, -x * sin + y * cos);
    }

    /// <summary>Carries the car on by what its wheels turned, and takes in a sight that is new.</summary>
    /// <param name="now">Seconds.</param>
    /// <param name="step">Since the last time.</param>
    /// <param name="sight">The newest.</param>
    /// <param name="way">The car's own, in its own coordinates; empty for straight on.</param>
    public void Update(double now, OdometryStep step, in SightReading sight, ReadOnlySpan<Pose> way = default)
    {
        var middle = Pose.Theta + step.Heading / 2;
        Pose = new Pose(Pose.X + step.Distance * Math.Cos(middle), Pose.Y + step.Distance * Math.Sin(middle), Angle.Wrap(Pose.Theta + step.Heading));
        Remember(now);
        if (sight.Frame != _sight)
        {
            (_sight, SightAt) = (sight.Frame, sight.CapturedAt);
            See(sight, WaySides.Of(way, _camera));
        }
        foreach (var track in _tracks)
            if (track.IsUsed && IsGone(track, now)) track.IsUsed = false;
    }

    private void See(in SightReading sight, WaySides way)
    {
        var then = PoseAt(sight.CapturedAt);
        var all = sight.Found();
        var count = 0;
        foreach (ref readonly var detection in all)
            if (GroundObservation.TryOf(detection, all, _camera, _options, out var thing)) _seen[count++] = thing;
        foreach (var track in _tracks)
            if (track.IsUsed) track.Predict(sight.CapturedAt, _options);
        Match(then, count);
        for (var i = 0; i < count; i++)
        {
            var (place, noise) = Place(then, _seen[i]);
            // Hardly seen beside the way, it keeps alive what is known to be there, and tells of nothing new.
            var isWitness = !_seen[i].IsFaint && (_seen[i].Inner == 0 || way.AreReachedBy(_seen[i].Inner));
            if (_of[i] >= 0) _tracks[_of[i]].See(_seen[i], isWitness, place, noise, sight.CapturedAt, then, _options);
            else if (Free() is { } track) track.Begin(++_numbers, _seen[i], isWitness, place, noise, sight.CapturedAt, then, _options);
        }
        for (var t = 0; t < Most; t++)
            if (_tracks[t].IsUsed && !_found[t] && _tracks[t].SeenAt < sight.CapturedAt) Miss(_tracks[t], then);
    }

    /// <summary>The nearest pair first, until none is near enough.</summary>
    private void Match(in Pose then, int count)
    {
        Array.Fill(_of, -1, 0, count);
        Array.Clear(_found);
        while (true)
        {
            var (best, seen, track) = (Gate, -1, -1);
            for (var i = 0; i < count; i++)
            {
                if (_of[i] >= 0) continue;
                var (place, noise) = Place(then, _seen[i]);
                for (var t = 0; t < Most; t++)
                {
                    if (!_tracks[t].IsUsed || _found[t]) continue;
                    var far = _tracks[t].Filter.Distance(place.X, place.Y, noise) + (_tracks[t].IsCar == _seen[i].IsCar ? 0 : 3);
                    if (far < best) (best, seen, track) = (far, i, t);
                }
            }
            if (seen < 0) return;
            (_of[seen], _found[track]) = (track, true);
        }
    }

    private (Pose Place, PlaceNoise Noise) Place(in Pose then, in GroundObservation seen)
    {
        var (x, y) = then.Ahead(seen.Forward, seen.Left);
        var bearing = Math.Atan2(seen.Left, seen.Forward + _camera.BehindAxle);
        return (new Pose(x, y, Angle.Wrap(then.Theta + seen.Heading)), PlaceNoise.Of(seen.DeviationAlong, seen.DeviationAcross, then.Theta + bearing));
    }

    private void Miss(Track track, in Pose then)
    {
        track.IsHidden = !ShouldShow(track, then);
        // What was hardly seen is not remembered: it may have been nothing.
        const int Known = 3;
        if (!track.IsHidden || track.Sightings < Known) track.Misses++;
        else track.Filter.Slow(0.8);
    }

    private bool ShouldShow(Track track, in Pose then)
    {
        var (forward, left) = then.Local(track.Filter.X, track.Filter.Y);
        var depth = forward + _camera.BehindAxle;
        if (depth <= 0) return false;
        var bearing = Math.Atan2(left, depth);
        if (Math.Abs(bearing) > _halfView - 0.04) return false;
        // A car's phone stands high; a low thing goes out of the picture when the car drives up to it; if the car stood, it was taken away.
        if (!track.IsCar && forward - track.HalfLength < _nearestSeen && HasMoved(track.SeenFrom, then)) return false;
        foreach (var other in _tracks)
        {
            if (!other.IsUsed || other == track || !other.IsReal || !other.IsCar) continue;
            var (f, l) = then.Local(other.Filter.X, other.Filter.Y);
            var nearer = f + _camera.BehindAxle;
            if (nearer > 0.02 && nearer < depth - 0.05 && Math.Abs(Math.Atan2(l, nearer) - bearing) < Math.Atan(0.06 / nearer)) return false;
        }
        return true;
    }

    private static bool HasMoved(in Pose from, in Pose to) => Math.Abs(from.X - to.X) + Math.Abs(from.Y - to.Y) > 0.008;

    private bool IsGone(Track track, double now)
    {
        var (forward, left) = Pose.Local(track.Filter.X, track.Filter.Y);
        if (forward < -0.35 || Math.Abs(left) > 3) return true;
        if (track.Misses >= (track.Sightings == 1 ? _options.MissesToDisbelieve : _options.MissesToForget)) return true;
        if (!track.IsReal && now - track.SeenAt > 0.6) return true;
        var unseen = now - track.SeenAt;
        if (!track.IsHidden) return unseen > 3;
        // A car that drove out of the picture drives on; what lay there lies there still.
        const double Drives = 0.1;
        var below = Math.Abs(left) < 0.2 && forward < _nearestSeen + 0.1 && !(track.IsCar && track.SpeedSeen > Drives);
        return unseen > (below ? _options.RememberHidden : _options.RememberAside);
    }

    private Track? Free()
    {
        Track? worst = null;
        foreach (var track in _tracks)
        {
            if (!track.IsUsed) return track;
            if (!track.IsReal && (worst is null || track.SeenAt < worst.SeenAt)) worst = track;
        }
        return worst;
    }

    private Pose PoseAt(double time)
    {
        for (var i = _pastCount - 1; i >= 0; i--)
        {
            if (_past[i].Time > time) continue;
            if (i == _pastCount - 1) return _past[i].Pose;
            var (a, b) = (_past[i], _past[i + 1]);
            var f = (time - a.Time) / (b.Time - a.Time);
            return new Pose(a.Pose.X + f * (b.Pose.X - a.Pose.X), a.Pose.Y + f * (b.Pose.Y - a.Pose.Y), Angle.Wrap(a.Pose.Theta + f * Angle.Difference(b.Pose.Theta, a.Pose.Theta)));
        }
        return _pastCount > 0 ? _past[0].Pose : Pose;
    }

    private void Remember(double now)
    {
        if (_pastCount > 0 && now <= _past[_pastCount - 1].Time)
        {
            _past[_pastCount - 1].Pose = Pose;
            return;
        }
        if (_pastCount == Past)
        {
            Array.Copy(_past, 1, _past, 0, Past - 1);
            _pastCount--;
        }
        _past[_pastCount++] = (now, Pose);
    }
}
