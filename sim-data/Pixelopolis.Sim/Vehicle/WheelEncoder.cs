namespace Pixelopolis.Sim.Vehicle;

/// <summary>Counts a wheel's turning in whole ticks, a little noisily, as the motor's magnetic encoder does.</summary>
public sealed class WheelEncoder(VehicleParameters parameters, SimRandom chance)
{
    private double _angle;

    public int Ticks { get; private set; }

    public void Turn(double radians)
    {
        _angle += radians;
        var noise = radians == 0 ? 0 : chance.Normal(0, parameters.EncoderNoiseTicks);
        Ticks = (int)Math.Round(_angle / (2 * Math.PI) * parameters.EncoderTicksPerRevolution + noise);
    }
}
