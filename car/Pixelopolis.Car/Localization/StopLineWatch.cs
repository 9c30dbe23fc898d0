using Pixelopolis.Car.Decision;
using Pixelopolis.City;

namespace Pixelopolis.Car.Localization;

/// <summary>
/// Compares the stop lines a car sees with those its route leads over: one that is not there when the car passes it, or one where the map has none,
/// raises doubt. Allocates nothing.
/// </summary>
public sealed class StopLineWatch(Doubt doubt)
{
    // In log-odds: a worn or hidden line is missed now and then, and a kerb or a shadow looks like one.
    private const double Passed = 1.0;
    private const double Missed = 0.8;
    private const double Surprise = 0.5;

    /// <summary>Metres ahead of the axle between which a line is looked for: the bottom quarter shows 0.21 to 0.38.</summary>
    private const double From = 0.35;
    private const double To = 0.24;
    private Edge? _due;
    private bool _seen;

    /// <summary>After a frame of the lane was taken in.</summary>
    /// <param name="path">Driven.</param>
    /// <param name="s">Metres along it when the frame was taken.</param>
    /// <param name="saw">Whether it shows a line.</param>
    /// <param name="believed">Whether that line is the map's.</param>
    /// <param name="following">Not inside an intersection, where other lanes' lines lie about.</param>
    public void See(RoutePath path, double s, bool saw, bool believed, bool following)
    {
        if (saw && !believed && following) doubt.Add(Surprise * 0.4);
        var due = Due(path, s);
        if (due == _due)
        {
            _seen |= believed;
            return;
        }
        if (_due is not null) doubt.Add(_seen ? -Passed : Missed);
        (_due, _seen) = (due, believed);
    }

    /// <summary>The car was put elsewhere.</summary>
    public void Forget() => (_due, _seen) = (null, false);

    private static Edge? Due(RoutePath path, double s)
    {
        foreach (var leg in path.Legs)
            if (leg.StopLine is not null && leg.To + RoadMarkings.StopLineAhead - s is > To and < From) return leg.Edge;
        return null;
    }
}
