namespace Pixelopolis.Car.Localization;

/// <summary>
/// How much speaks for the car being somewhere else than it believes: log-odds that what it sees adds to and takes from. Bounded both ways, so that a
/// long right drive does not make it blind, nor a short doubt linger.
/// </summary>
public sealed class Doubt
{
    private const double Least = -4;
    private const double Most = 6;
    private const double AfterSearch = -1;

    /// <summary>Above this the car is taken to be elsewhere: nine to one.</summary>
    private const double LostAt = 2.2;

    /// <summary>Log-odds.</summary>
    public double Value { get; private set; } = Least;

    /// <summary>Of being somewhere else, 0..1.</summary>
    public double Probability => 1 / (1 + Math.Exp(-Value));

    public bool IsLost => Value > LostAt;

    public void Add(double evidence) => Value = Math.Clamp(Value + evidence, Least, Most);

    public void Clear() => Value = Least;

    /// <summary>A search has found the place: it can be another that looks alike, and less than else must speak against it.</summary>
    public void BeginAfterSearch() => Value = AfterSearch;
}
