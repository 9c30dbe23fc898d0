using Pixelopolis.City.Geometry;

namespace Pixelopolis.Sim.Vehicle;

/// <summary>A car's body moving over the ground: wheel targets in, pose, encoder ticks and battery voltage out.</summary>
public sealed class Vehicle
{
    private const double SlipMemory = 0.1;
    private readonly VehicleParameters _parameters;
    private readonly VehicleTolerances _tolerances;
    private readonly ChargingContacts _chargers;
    private readonly WheelMotor _left;
    private readonly WheelMotor _right;
    private readonly WheelEncoder _leftEncoder;
    private readonly WheelEncoder _rightEncoder;
    private readonly SimRandom _chance;
    private readonly Queue<(double At, double Left, double Right)> _commands = new(64);
    private double _leftTarget, _rightTarget, _leftSlip, _rightSlip;

    public Vehicle(VehicleParameters parameters, VehicleTolerances tolerances, Pose start, ulong seed, double charge = 1.0, ChargingContacts? chargers = null)
    {
        (_parameters, _tolerances, Pose, _chargers) = (parameters, tolerances, start, chargers ?? ChargingContacts.None);
        _chance = new SimRandom(SimRandom.Derive(seed, 1));
        (_left, _right) = (new WheelMotor(parameters), new WheelMotor(parameters));
        _leftEncoder = new WheelEncoder(parameters, new SimRandom(SimRandom.Derive(seed, 2)));
        _rightEncoder = new WheelEncoder(parameters, new SimRandom(SimRandom.Derive(seed, 3)));
        Battery = new Battery(parameters, charge);
    }

    /// <summary>Of the middle of the drive axle.</summary>
    public Pose Pose { get; private set; }

    public Battery Battery { get; }

    /// <summary>It stands on a charger, which gives current.</summary>
    public bool OnCharger => Speed == 0 && YawRate == 0 && _chargers.Touch(Pose, _parameters.ChargerReach);

    /// <summary>m/s along the car.</summary>
    public double Speed { get; private set; }

    /// <summary>rad/s, counter-clockwise.</summary>
    public double YawRate { get; private set; }

    public int LeftTicks => _leftEncoder.Ticks;
    public int RightTicks => _rightEncoder.Ticks;

    /// <summary>rad/s, as the motors measure it.</summary>
    public double LeftSpeed => _left.Speed;

    public double RightSpeed => _right.Speed;

    /// <summary>Puts the car elsewhere, as a hand would.</summary>
    public void PutAt(Pose pose) => (Pose, Speed, YawRate) = (pose, 0, 0);

    /// <summary>One step of <paramref name="dt"/> seconds (5 ms is fine). Targets in rad/s of the wheels.</summary>
    public void Step(double leftTarget, double rightTarget, double now, double dt)
    {
        _commands.Enqueue((now + _parameters.CommandDelay, leftTarget, rightTarget));
        while (_commands.Count > 0 && _commands.Peek().At <= now) (_, _leftTarget, _rightTarget) = _commands.Dequeue();

        _left.Step(_leftTarget, Battery.MotorVolts, dt);
        _right.Step(_rightTarget, Battery.MotorVolts, dt);
        Battery.Step(_parameters.IdleCurrent + _left.Current + _right.Current, dt, OnCharger);
        _leftEncoder.Turn(_left.Speed * dt);
        _rightEncoder.Turn(_right.Speed * dt);

        var keep = Math.Exp(-dt / SlipMemory);
        var fresh = Math.Sqrt(1 - keep * keep) * _parameters.SlipNoise;
        _leftSlip = _leftSlip * keep + fresh * _chance.Normal();
        _rightSlip = _rightSlip * keep + fresh * _chance.Normal();
        var left = _left.Speed * _parameters.WheelRadius * _tolerances.LeftFactor * (1 + _leftSlip);
        var right = _right.Speed * _parameters.WheelRadius * _tolerances.RightFactor * (1 + _rightSlip);
        Speed = (left + right) / 2;
        YawRate = (right - left) / _parameters.Track * (1 - _parameters.YawSlip);
        var middle = Pose.Theta + YawRate * dt / 2;
        Pose = new Pose(Pose.X + Speed * dt * Math.Cos(middle), Pose.Y + Speed * dt * Math.Sin(middle), Angle.Wrap(Pose.Theta + YawRate * dt));
    }
}
