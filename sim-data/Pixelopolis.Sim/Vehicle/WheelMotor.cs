namespace Pixelopolis.Sim.Vehicle;

/// <summary>One wheel's motor in velocity mode: it follows its profile as fast as its torque, speed and supply voltage let it.</summary>
public sealed class WheelMotor(VehicleParameters parameters)
{
    private double _profile;

    /// <summary>rad/s.</summary>
    public double Speed { get; private set; }

    /// <summary>Amperes drawn from the battery.</summary>
    public double Current { get; private set; }

    /// <summary>Torque at the wheel, N·m.</summary>
    public double Torque { get; private set; }

    public void Step(double target, double volts, double dt)
    {
        var limit = parameters.ProfileAcceleration * dt;
        _profile += Math.Clamp(target - _profile, -limit, limit);
        var supply = volts / parameters.RatedVolts;
        var inertia = parameters.Mass / 2 * parameters.WheelRadius * parameters.WheelRadius;
        var wanted = inertia * (_profile - Speed) / parameters.LoopTime + parameters.FrictionTorque * Math.Sign(Speed == 0 ? _profile : Speed);
        var stall = parameters.StallTorque * supply;
        // The motor's torque falls from stall to nothing at its no-load speed, in the direction it pushes.
        var along = Math.Clamp(Speed / (parameters.NoLoadSpeed * supply), -1, 1);
        Torque = Math.Clamp(wanted, -stall * (1 + Math.Min(0, along)), stall * (1 - Math.Max(0, along)));
        var friction = Speed == 0 && Math.Abs(Torque) <= parameters.FrictionTorque ? Torque : parameters.FrictionTorque * Math.Sign(Speed == 0 ? Torque : Speed);
        var next = Speed + (Torque - friction) / inertia * dt;
        Speed = Math.Sign(next) * Math.Sign(Speed) < 0 && target == 0 ? 0 : next;
        if (target == 0 && Math.Abs(Speed) < 0.02) Speed = 0;
        Current = Math.Abs(Torque) / parameters.StallTorque * parameters.StallCurrent;
    }
}
