using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Vehicle;
using Body = Pixelopolis.Sim.Vehicle.Vehicle;

namespace Pixelopolis.Sim.Tests.Vehicle;

/// <summary>A reference car's body and the virtual clock it is stepped by.</summary>
internal sealed class TestBody(ulong seed = 1, VehicleTolerances tolerances = default, VehicleParameters? parameters = null,
    Pose start = default, double charge = 1.0, ChargingContacts? chargers = null)
{
    public const double Dt = 0.005;

    public static VehicleParameters Reference => VehicleParameters.Reference;

    public Body Body { get; } = new(parameters ?? Reference, tolerances, start, seed, charge, chargers);

    /// <summary>Seconds.</summary>
    public double Now { get; private set; }

    /// <summary>No chance in it: wheels do not slip, turning loses nothing, encoders are exact.</summary>
    public static VehicleParameters Exact { get; } = Reference with { SlipNoise = 0, YawSlip = 0, EncoderNoiseTicks = 0 };

    /// <summary>Drives for a while at a speed (m/s) and a yaw rate (rad/s).</summary>
    public void Drive(double speed, double yawRate, double seconds, Action? each = null)
    {
        var turn = yawRate * Reference.Track / 2;
        Turn((speed - turn) / Reference.WheelRadius, (speed + turn) / Reference.WheelRadius, seconds, each);
    }

    /// <summary>Wheel targets for a while, rad/s.</summary>
    public void Turn(double left, double right, double seconds, Action? each = null)
    {
        for (var steps = (int)Math.Round(seconds / Dt); steps > 0; steps--)
        {
            Body.Step(left, right, Now, Dt);
            Now += Dt;
            each?.Invoke();
        }
    }
}
