namespace Pixelopolis.Car.Traffic;

/// <summary>What is nearest in the car's way, or soon will be. Default: nothing.</summary>
/// <param name="IsThere">Whether there is anything.</param>
/// <param name="IsCar">A car, or an obstacle.</param>
/// <param name="Number">Of its track.</param>
/// <param name="Gap">Metres that the car may still drive before it touches it.</param>
/// <param name="Along">m/s with which it moves along the car's way, away from the car.</param>
/// <param name="AlongDeviation">Standard deviation of that.</param>
/// <param name="IsComing">Not in the way yet, but moving into it.</param>
public readonly record struct ThingAhead(bool IsThere, bool IsCar, int Number, double Gap, double Along, double AlongDeviation, bool IsComing)
{
    /// <summary>m/s with which the gap closes.</summary>
    public double Closing(double speed) => speed - Along;
}
