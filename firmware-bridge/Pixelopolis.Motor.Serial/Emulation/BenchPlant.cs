using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Serial.Emulation;

/// <summary>A car on the bench, wheels in the air: they follow their targets with a lag, and the battery stays as it is set.</summary>
public sealed class BenchPlant : IBoardPlant
{
    private const double Lag = 0.05;
    private double _last = double.NaN;
    private double _left, _right, _leftAngle, _rightAngle;
    private double _battery = 7.6;
    private Buttons _buttons;

    public double BatteryVolts
    {
        get => Volatile.Read(ref _battery);
        set => Volatile.Write(ref _battery, value);
    }

    public Buttons Buttons
    {
        get => _buttons;
        set => _buttons = value;
    }

    public BoardInputs Step(in WheelTargets targets, double now)
    {
        var dt = double.IsNaN(_last) ? 0 : now - _last;
        _last = now;

        // Exact for a first-order lag, however long the step.
        var keep = Math.Exp(-dt / Lag);
        _leftAngle += targets.Left * dt + (_left - targets.Left) * Lag * (1 - keep);
        _rightAngle += targets.Right * dt + (_right - targets.Right) * Lag * (1 - keep);
        _left = targets.Left + (_left - targets.Left) * keep;
        _right = targets.Right + (_right - targets.Right) * keep;
        return new BoardInputs(Ticks(_leftAngle), Ticks(_rightAngle), _left, _right, BatteryVolts, Buttons);
    }

    private static int Ticks(double angle) => unchecked((int)(long)Math.Floor(angle / Wheels.RadiansPerTick));
}
