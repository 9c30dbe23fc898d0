namespace Pixelopolis.Motor.Board;

/// <summary>Low or not, with hysteresis in voltage and in time: a dip at a start is not low, a rise after a stop is not recovered.</summary>
public sealed class BatteryGuard(BoardOptions options)
{
    private double _since = double.NaN;

    public bool IsLow { get; private set; }

    public void Update(double volts, double now)
    {
        // A voltage that cannot be read counts as low.
        var turns = IsLow ? volts >= options.BatteryRecovered : !(volts >= options.BatteryLow);
        if (!turns)
        {
            _since = double.NaN;
            return;
        }

        if (double.IsNaN(_since)) _since = now;
        if (now - _since < options.BatteryDelay) return;
        IsLow = !IsLow;
        _since = double.NaN;
    }
}
