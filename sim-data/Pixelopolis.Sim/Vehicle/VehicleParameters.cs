namespace Pixelopolis.Sim.Vehicle;

/// <summary>
/// The reference car's running gear: differential drive with two motors of the Dynamixel XL330-M077 class
/// (no-load speed 383 rev/min and stall torque 0.215 N·m at 5 V, from ROBOTIS's e-manual), a ball caster, two lithium cells.
/// Metres, seconds, radians, kilograms, volts, amperes.
/// </summary>
public sealed record VehicleParameters
{
    public static VehicleParameters Reference { get; } = new();

    public double WheelRadius { get; init; } = 0.03;
    public double Track { get; init; } = 0.10;
    public double Mass { get; init; } = 0.45;
    public double StallTorque { get; init; } = 0.215;
    public double NoLoadSpeed { get; init; } = 40.1;
    public double RatedVolts { get; init; } = 5.0;
    public double StallCurrent { get; init; } = 1.47;

    /// <summary>Rolling and gear friction on one wheel, N·m.</summary>
    public double FrictionTorque { get; init; } = 0.008;

    /// <summary>The velocity profile the motor follows, rad/s²: 1.5 m/s² at the wheel's rim.</summary>
    public double ProfileAcceleration { get; init; } = 50;

    /// <summary>Time constant of the motor's velocity loop, s.</summary>
    public double LoopTime { get; init; } = 0.035;

    /// <summary>From the board's command to the motor's obeying it, s.</summary>
    public double CommandDelay { get; init; } = 0.03;

    /// <summary>Part of the yaw that the tyres' scrubbing swallows when the car turns.</summary>
    public double YawSlip { get; init; } = 0.01;

    /// <summary>Random slip of a wheel, a fraction of its speed, standard deviation over a tenth of a second.</summary>
    public double SlipNoise { get; init; } = 0.004;

    public int EncoderTicksPerRevolution { get; init; } = 4096;

    /// <summary>Standard deviation of an encoder reading, ticks.</summary>
    public double EncoderNoiseTicks { get; init; } = 1.0;

    public double BatteryCapacityAmpereHours { get; init; } = 2.0;
    public double BatteryResistanceOhms { get; init; } = 0.12;
    public double IdleCurrent { get; init; } = 0.12;

    /// <summary>The most a charger gives, A; what the car itself draws meanwhile is taken from it.</summary>
    public double ChargerCurrent { get; init; } = 2.0;

    /// <summary>The voltage a charger holds once it is reached: 4.2 V a cell.</summary>
    public double ChargerVolts { get; init; } = 8.4;

    /// <summary>How far the drive axle's middle may stand from a charger's node and still touch its contacts, m.</summary>
    public double ChargerReach { get; init; } = 0.06;
}
