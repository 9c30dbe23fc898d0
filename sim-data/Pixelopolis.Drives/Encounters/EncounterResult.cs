namespace Pixelopolis.Drives.Encounters;

/// <summary>What became of an encounter, by the simulator's truth. Metres, seconds, m/s.</summary>
/// <param name="Kind">What was met.</param>
/// <param name="Seed">Makes the same again.</param>
/// <param name="Touched">Whether bodies touched.</param>
/// <param name="ImpactSpeed">Of the car, when they did.</param>
/// <param name="Stopped">Whether a car stood because of another or an obstacle.</param>
/// <param name="StandingGap">Between the bodies while it stood; NaN where it did not.</param>
/// <param name="LeastGap">Between the bodies, ever.</param>
/// <param name="RestartSeconds">From the way's being open to the car's driving; NaN where it did not stand.</param>
/// <param name="Finished">Whether it got through: no car is left standing for ever.</param>
/// <param name="Seconds">Simulated.</param>
/// <param name="Note">For people.</param>
public sealed record EncounterResult(EncounterKind Kind, ulong Seed, bool Touched, double ImpactSpeed, bool Stopped, double StandingGap, double LeastGap,
    double RestartSeconds, bool Finished, double Seconds, string Note);
