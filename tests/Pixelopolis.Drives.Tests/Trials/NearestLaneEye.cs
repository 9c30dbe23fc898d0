using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Eyes;

namespace Pixelopolis.Drives.Tests.Trials;

/// <summary>What a good lane model would say anywhere: steers to the middle of whatever lane lies under the car, at a fork along each intent's lane.</summary>
internal sealed class NearestLaneEye(CityMap map, Intersections crossings) : ILaneEye
{
    public LaneReading Look(uint frame, double capturedAt, Pose axle)
    {
        var lane = map.Edges.Select(e => (Edge: e, On: e.Curve.Project(axle.X, axle.Y))).Where(l => Math.Abs(Angle.Difference(l.On.Theta, axle.Theta)) < 0.8)
            .MinBy(l => l.On.Distance + (crossings.IntentOf(l.Edge.Id) == Intent.Follow ? 0 : 0.01));
        if (lane.Edge is null) return new LaneReading(frame, capturedAt, 0, 0, 0, 0, double.NaN);
        float Steer(Intent intent)
        {
            var at = lane.On.S + SteeringScale.LookAhead;
            var target = lane.Edge.Curve.At(Math.Min(at, lane.Edge.Length));
            if (at > lane.Edge.Length && map.From(lane.Edge.EndNodeId) is { Count: > 0 } next)
                target = (next.FirstOrDefault(e => crossings.IntentOf(e.Id) == intent) ?? next[0]).Curve.At(at - lane.Edge.Length);
            var (forward, left) = axle.Local(target.X, target.Y);
            return (float)SteeringScale.Steering(SteeringScale.CurvatureTo(Math.Max(0.05, forward), left));
        }
        return new LaneReading(frame, capturedAt, Steer(Intent.Follow), Steer(Intent.Left), Steer(Intent.Straight), Steer(Intent.Right), double.NaN);
    }
}
