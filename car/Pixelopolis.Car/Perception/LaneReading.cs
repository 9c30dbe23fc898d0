using Pixelopolis.City;

namespace Pixelopolis.Car.Perception;

/// <summary>
/// What one camera frame says about the road: the lane model's steering for each intent, and how far ahead of the axle a stop line's
/// middle lies (NaN: none seen). <see cref="CapturedAt"/> is when the light fell, seconds.
/// </summary>
public readonly record struct LaneReading(uint Frame, double CapturedAt, float Follow, float Left, float Straight, float Right, double StopLineAhead)
{
    /// <summary>No lane was made out.</summary>
    public static LaneReading Nothing(uint frame, double capturedAt) => new(frame, capturedAt, float.NaN, float.NaN, float.NaN, float.NaN, double.NaN);

    public double SteeringFor(Intent intent) => intent switch
    {
        Intent.Left => Left,
        Intent.Straight => Straight,
        Intent.Right => Right,
        _ => Follow,
    };

    /// <summary>A model's output may be anything; what is not a number steers nothing.</summary>
    public bool IsFinite => float.IsFinite(Follow) && float.IsFinite(Left) && float.IsFinite(Straight) && float.IsFinite(Right);
}
