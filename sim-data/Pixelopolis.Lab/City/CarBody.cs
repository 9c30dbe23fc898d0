using Pixelopolis.City.Geometry;
using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Serial.Emulation;
using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Lab.City;

/// <summary>A simulated body that hangs on an emulated board: stepped by the board's thread, its pose read by the cameras'.</summary>
internal sealed class CarBody(Vehicle vehicle) : IBoardPlant
{
    private const double LongestStep = 0.005;
    private readonly Lock _gate = new();
    private double _last = double.NaN;

    public Pose Pose
    {
        get { lock (_gate) return vehicle.Pose; }
    }

    public BoardInputs Step(in WheelTargets targets, double now)
    {
        lock (_gate)
        {
            var behind = double.IsNaN(_last) ? 0 : Math.Min(0.2, now - _last);
            for (var at = now - behind; at < now - 1e-9; at += LongestStep)
                vehicle.Step(targets.Left, targets.Right, at, Math.Min(LongestStep, now - at));
            _last = now;
            return new BoardInputs(vehicle.LeftTicks, vehicle.RightTicks, vehicle.LeftSpeed, vehicle.RightSpeed, vehicle.Battery.Volts);
        }
    }
}
