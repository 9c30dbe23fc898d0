using Pixelopolis.Car.Safety;

namespace Pixelopolis.Car.Traffic;

/// <summary>A speed that what is ahead allows (infinite: nothing is), and why the car stands if that is zero.</summary>
public readonly record struct TrafficSpeed(double Speed, HoldReason Hold)
{
    public static TrafficSpeed Free { get; } = new(double.PositiveInfinity, HoldReason.None);
}

/// <summary>
/// Follows what is ahead at a constant time gap, stops a hand's breadth behind it, and waits politely until the way is open again. The time gap makes it smooth
/// (the gap's excess decays exponentially); Gipps's safe speed (Transportation Research B 15, 1981) holds where the one ahead brakes hard.
/// </summary>
public sealed class Following(TrafficOptions options)
{
    private HoldReason _holding;
    private double _openSince = double.NaN;
    private double _startedAt = double.NaN;

    /// <param name="ahead">In the way.</param>
    /// <param name="speed">Of the car, m/s, by its wheels.</param>
    /// <param name="now">Seconds.</param>
    /// <param name="looking">Whether the car still sees: blind, it does not start.</param>
    public TrafficSpeed Choose(in ThingAhead ahead, double speed, double now, bool looking)
    {
        if (_holding != HoldReason.None) return Wait(ahead, now, looking);
        var started = double.IsNaN(_startedAt) ? double.PositiveInfinity : options.RestartAcceleration * (now - _startedAt) + 0.03;
        if (started > 0.45) _startedAt = double.NaN;
        if (!ahead.IsThere) return new TrafficSpeed(started, HoldReason.None);
        var allowed = Math.Min(Allowed(ahead, speed), started);
        const double Least = 0.035;
        if (allowed > Least) return new TrafficSpeed(allowed, HoldReason.None);
        _holding = Why(ahead);
        _openSince = double.NaN;
        return new TrafficSpeed(0, _holding);
    }

    private TrafficSpeed Wait(in ThingAhead ahead, double now, bool looking)
    {
        if (ahead.IsThere) _holding = Why(ahead);
        if (!looking || !IsOpen(ahead)) _openSince = double.NaN;
        else if (double.IsNaN(_openSince)) _openSince = now;
        if (double.IsNaN(_openSince) || now - _openSince < options.RestartAfter) return new TrafficSpeed(0, _holding);
        (_holding, _startedAt) = (HoldReason.None, now);
        return new TrafficSpeed(0.03, HoldReason.None);
    }

    private bool IsOpen(in ThingAhead ahead)
    {
        if (!ahead.IsThere) return true;
        var room = ahead.Gap - options.StandstillGap;
        if (ahead.IsComing) return false;
        return room > (ahead.IsCar ? options.RestartRoom : options.RestartRoomObstacle);
    }

    private static HoldReason Why(in ThingAhead ahead) => ahead.IsCar ? HoldReason.CarAhead : HoldReason.Obstacle;

    private double Allowed(in ThingAhead ahead, double speed)
    {
        // A standard deviation slower than it seems; what comes towards the car eats up the gap.
        var along = ahead.IsCar ? ahead.Along - ahead.AlongDeviation : Math.Min(0, ahead.Along + ahead.AlongDeviation);
        var closes = Math.Max(0, -along - 0.05);
        along = Math.Max(0, along);
        var room = ahead.Gap - options.StandstillGap - Math.Max(0, speed - along) * 0.1 - closes * 1.0;
        if (room <= 0) return 0;
        var (b, lag) = (options.Braking, options.Braking * options.ReactionTime);
        var safe = Math.Sqrt(lag * lag + 2 * b * room + b * along * along / options.LeaderBraking) - lag;
        return Math.Min(safe, room / options.TimeGap + (ahead.IsComing ? 0 : Math.Min(along, 0.02)));
    }
}
