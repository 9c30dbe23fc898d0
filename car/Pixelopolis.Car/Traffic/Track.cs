using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Traffic;

/// <summary>One thing followed through the frames, in the frame of the car's own wheels. Reused for the next thing when it is gone.</summary>
public sealed class Track
{
    /// <summary>m/s above which a car's heading is the way it moves.</summary>
    private const double Moves = 0.08;
    private int _carVotes, _witnesses, _faint;
    private double _heading;

    internal PlaneFilter Filter { get; } = new();

    /// <summary>Whether this place holds a thing at all.</summary>
    public bool IsUsed { get; internal set; }

    /// <summary>Grows with every new thing: two readings of the same number are the same thing.</summary>
    public int Number { get; internal set; }

    public bool IsCar => _carVotes > 0;

    /// <summary>It is there, not a phantom of one frame.</summary>
    public bool IsReal { get; internal set; }

    public int Sightings { get; internal set; }

    /// <summary>Sights in a row that should have shown it and did not.</summary>
    public int Misses { get; internal set; }

    /// <summary>Metres, half, along its heading and across.</summary>
    public double HalfLength { get; private set; }
    public double HalfWidth { get; private set; }

    /// <summary>Capture time of the frame that showed it last, and the time its filter stands at; seconds.</summary>
    public double SeenAt { get; internal set; }
    public double At { get; internal set; }

    /// <summary>m/s over the ground when it was seen last.</summary>
    public double SpeedSeen { get; private set; }

    /// <summary>Where the car was then.</summary>
    public Pose SeenFrom { get; private set; }

    /// <summary>It lies below what the camera sees, or beside it, or behind another: not to be seen is no wonder.</summary>
    public bool IsHidden { get; internal set; }

    /// <summary>m/s over the ground, and its standard deviation along its way.</summary>
    public double Speed => Math.Sqrt(Filter.SpeedX * Filter.SpeedX + Filter.SpeedY * Filter.SpeedY);

    public double SpeedDeviation => Speed < 1e-6 ? Filter.SpeedDeviation(1, 0) : Filter.SpeedDeviation(Filter.SpeedX / Speed, Filter.SpeedY / Speed);

    /// <summary>Where it is at a time not long after it was seen: the middle of its footprint.</summary>
    public Pose PlaceAt(double time)
    {
        // An unseen thing is not followed into the unknown: after a while it is taken to have stopped.
        var ahead = Math.Clamp(time - At, 0, 0.4);
        return new Pose(Filter.X + Filter.SpeedX * ahead, Filter.Y + Filter.SpeedY * ahead, Heading);
    }

    /// <summary>Radians, in the frame of the car's wheels; of a car that stands, or of an obstacle, as it was seen (front and back are alike).</summary>
    public double Heading => IsCar && Speed > Math.Max(Moves, 2.5 * SpeedDeviation) ? Math.Atan2(Filter.SpeedY, Filter.SpeedX) : _heading;

    internal void Begin(int number, in GroundObservation seen, bool isWitness, in Pose at, in PlaceNoise noise, double time, in Pose from, TrafficOptions options)
    {
        SeenFrom = from;
        (IsUsed, Number, Sightings, Misses, SeenAt, At, IsHidden, SpeedSeen) = (true, number, 1, 0, time, time, false, 0);
        (_carVotes, _witnesses, _faint, IsReal) = (seen.IsCar ? 1 : 0, isWitness ? 1 : 0, seen.IsFaint ? 1 : 0, seen.Score >= options.SureScore);
        (HalfLength, HalfWidth, _heading) = (seen.HalfLength, seen.HalfWidth, at.Theta);
        Filter.Begin(at.X, at.Y, noise, seen.IsCar ? options.CarSpeedDeviation : options.ObstacleSpeedDeviation);
    }

    internal void See(in GroundObservation seen, bool isWitness, in Pose at, in PlaceNoise noise, double time, in Pose from, TrafficOptions options)
    {
        SeenFrom = from;
        Filter.See(at.X, at.Y, noise);
        SpeedSeen = Speed;
        (Sightings, Misses, SeenAt, IsHidden) = (Sightings + 1, 0, time, false);
        if (isWitness) _witnesses++;
        if (seen.IsFaint) _faint++;
        IsReal |= _witnesses >= 2 || _faint >= options.FaintSightings || seen.Score >= options.SureScore;
        _carVotes = Math.Clamp(_carVotes + (seen.IsCar ? 1 : -1), -3, 4);
        const double Fresh = 0.3;
        HalfLength += Fresh * (seen.HalfLength - HalfLength);
        HalfWidth += Fresh * (seen.HalfWidth - HalfWidth);
        // The same outline half a turn on.
        _heading = Angle.Wrap(_heading + Fresh * Math.IEEERemainder(at.Theta - _heading, Math.PI));
    }

    internal void Predict(double time, TrafficOptions options)
    {
        Filter.Predict(time - At, options.OthersAcceleration);
        At = Math.Max(At, time);
    }
}
