using Pixelopolis.Car.Orders;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Reporting;

/// <summary>When a car speaks, seconds.</summary>
public sealed record ReportIntervals
{
    /// <summary>Two states are never nearer than this: changes that come together travel together.</summary>
    public double MinState { get; init; } = 0.05;

    /// <summary>Without a change, while driving.</summary>
    public double DrivingState { get; init; } = 1;

    /// <summary>Without a change, while standing; VDA 5050 asks for 30 at the most.</summary>
    public double IdleState { get; init; } = 5;

    /// <summary>While driving.</summary>
    public double Visualization { get; init; } = 0.2;

    public double IdleVisualization { get; init; } = 1;

    /// <summary>The names of the intervals that make no sense, each with its value and what would be right.</summary>
    public IEnumerable<string> Faults()
    {
        if (MinState is not (>= 0.01 and <= 1)) yield return $"MinState is {MinState}: 0.01 to 1 s";
        if (DrivingState is not (>= 0.05 and <= 30)) yield return $"DrivingState is {DrivingState}: 0.05 to 30 s";
        if (IdleState is not (>= 0.05 and <= 30)) yield return $"IdleState is {IdleState}: 0.05 to 30 s";
        if (Visualization is not (>= 0.05 and <= 30)) yield return $"Visualization is {Visualization}: 0.05 to 30 s";
        if (IdleVisualization is not (>= 0.05 and <= 30)) yield return $"IdleVisualization is {IdleVisualization}: 0.05 to 30 s";
    }
}

/// <summary>
/// Says when the state is due: at once when something changed that VDA 5050 wants told at once, otherwise by the clock. What only
/// drifts (pose, speed, voltage) is no change.
/// </summary>
public sealed class StateSchedule(ReportIntervals intervals)
{
    private OrderSnapshot? _order;
    private (bool Standing, bool Paused, string? Error, ErrorLevel Level, bool Impaired, SearchState? Search, int Requests) _rest;
    private double _stateSent = double.NegativeInfinity;
    private double _visualizationSent = double.NegativeInfinity;

    /// <param name="now">Seconds.</param>
    /// <param name="requests">How often a state was asked for, by message or action.</param>
    /// <returns>Whether to send now; then it counts as sent.</returns>
    public bool StateDue(double now, OrderSnapshot order, in DriveReport report, CarConditions conditions, int requests)
    {
        if (now - _stateSent < intervals.MinState) return false;
        var error = CarErrors.Of(report, conditions);
        var rest = (report.Standing, report.Paused, error?.ErrorType, error?.ErrorLevel ?? ErrorLevel.Warning, conditions.DetectorFault is not null, report.Search, requests);
        var changed = !ReferenceEquals(order, _order) || rest != _rest;
        if (!changed && now - _stateSent < (report.Standing ? intervals.IdleState : intervals.DrivingState)) return false;
        (_order, _rest, _stateSent) = (order, rest, now);
        return true;
    }

    public bool VisualizationDue(double now, in DriveReport report)
    {
        if (now - _visualizationSent < (report.Standing ? intervals.IdleVisualization : intervals.Visualization)) return false;
        _visualizationSent = now;
        return true;
    }

    /// <summary>Nobody heard what was sent: everything is due again.</summary>
    public void Forget() => (_order, _stateSent, _visualizationSent) = (null, double.NegativeInfinity, double.NegativeInfinity);
}
