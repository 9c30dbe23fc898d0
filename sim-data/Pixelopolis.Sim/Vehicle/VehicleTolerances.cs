namespace Pixelopolis.Sim.Vehicle;

/// <summary>
/// What makes one car differ from the next: the error of its wheels' effective radius, common to both and between them.
/// The car's own odometry believes the nominal radius, so this is the scale error and the left-right mismatch of its encoders.
/// </summary>
public readonly record struct VehicleTolerances(double ScaleError, double Mismatch)
{
    public static VehicleTolerances None => default;

    /// <summary>Uniform within ±<paramref name="limit"/> (1 % unless said) for each.</summary>
    public static VehicleTolerances FromSeed(ulong seed, double limit = 0.01)
    {
        var chance = new SimRandom(seed ^ 0x7E01);
        return new VehicleTolerances(chance.Uniform(-limit, limit), chance.Uniform(-limit, limit));
    }

    public double LeftFactor => (1 + ScaleError) * (1 - Mismatch / 2);

    public double RightFactor => (1 + ScaleError) * (1 + Mismatch / 2);
}
