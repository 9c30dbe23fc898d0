namespace Pixelopolis.Car.App.Camera;

/// <summary>
/// When a frame's light fell, by this machine's monotonic clock, from the Unix time its sender stamped it with. Where both clocks agree
/// the stamp is believed; where they do not, the quickest frame so far tells how far they are apart, so that a frame which was held up
/// on its way is still known to be old. One connection has one of these.
/// </summary>
internal sealed class CaptureClock(double delay)
{
    /// <summary>Frames that seem younger or older than this at first come from another clock, seconds.</summary>
    private const double Youngest = -0.02, Oldest = 0.5;

    /// <summary>How fast the least distance seen is forgotten: two clocks drift apart by some 100 µs a second.</summary>
    private const double Drift = 2e-4;
    private double _apart = double.NaN;
    private double _apartAt;
    private bool _first = true;

    /// <summary>The sender's clock is not ours: its stamps tell only how far frames are apart.</summary>
    public bool IsForeign { get; private set; }

    /// <summary>Monotonic seconds; at most <paramref name="now"/>.</summary>
    /// <param name="stamp">Unix seconds by the sender; NaN where it gives none.</param>
    /// <param name="now">Monotonic seconds of the frame's arrival.</param>
    /// <param name="unixNow">Unix seconds of the same moment.</param>
    public double CapturedAt(double stamp, double now, double unixNow)
    {
        if (!double.IsFinite(stamp)) return now - delay;
        var age = unixNow - stamp;
        if (_first && age > Oldest || age < Youngest) IsForeign = true;
        _first = false;
        if (!IsForeign) return now - Math.Max(0, age);
        // From here on the stamps are held against the monotonic clock alone: the wall clock may be set while the camera runs.
        var apart = now - stamp;
        _apart = double.IsNaN(_apart) ? apart : Math.Min(_apart + (now - _apartAt) * Drift, apart);
        _apartAt = now;
        return now - delay - (apart - _apart);
    }
}
