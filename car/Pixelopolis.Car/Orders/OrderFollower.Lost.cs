using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Orders;

/// <summary>What becomes of an order while the car is lost, and when it has found its place.</summary>
public sealed partial class OrderFollower
{
    /// <summary>The car is lost and looks for its place.</summary>
    public bool IsSearching => _step.Localizer.IsSearching;

    /// <summary>How often a search has ended on the path that the car drives.</summary>
    public int Relocations { get; private set; }

    /// <summary>The fleet has frozen space for the lost car: it may crawl so many metres.</summary>
    public void GrantSearch(double metres) => _step.Localizer.GrantSearch(metres);

    /// <summary>
    /// The search has found the car. Where that is on the path it drives, it drives on; else its order is void, as if a person had put it there: the
    /// fleet sees the new place and sends another.
    /// </summary>
    private void Relocate(GraphPlace place)
    {
        var pose = place.Pose;
        if (Route is { } route && OnPath(route, pose) is { } on)
        {
            _step.Localizer.TakeUp(place);
            _step.Localizer.Reset(on.S, on.Left, Angle.Difference(pose.Theta, on.Theta), place.Deviation, place.HeadingDeviation);
            Relocations++;
            Publish(s => s with { PositionInitialized = true });
            return;
        }
        InitPosition(pose, _map.Id, place.Edge.StartNodeId);
        _step.Localizer.TakeUp(place);
        _step.Localizer.Reset(0, 0, 0, place.Deviation, place.HeadingDeviation);
    }

    private Projection? OnPath(ActiveRoute route, Pose pose)
    {
        // What lies behind is driven, and what is not yet released may not be stood on.
        var on = route.Path.Project(pose.X, pose.Y, Math.Max(0, _firstNodeAt - 0.05), route.BaseEnd);
        return on.Distance < 0.15 && Math.Abs(Angle.Difference(pose.Theta, on.Theta)) < 0.8 ? on : null;
    }
}
