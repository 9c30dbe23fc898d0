using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Drives.Teacher;

/// <summary>
/// What the lane model ought to say at a pose: the steering for every intent that makes sense there, NaN for the others. Before an
/// intersection that is every turn the city offers; on the way through it is the route's own. Around the places where the intent
/// switches, both are given, because the car's belief of where it is may be off by a few centimetres.
/// </summary>
public sealed class TeacherLabels(CityMap map, Intersections intersections)
{
    private const double Early = 0.12;
    private const double Overlap = 0.06;
    private readonly Dictionary<(string, string), RoutePath> _alternatives = [];

    /// <summary>Writes four labels: follow, left, straight, right; returns the intent that the car would use here.</summary>
    public Intent Write(TeacherRoute route, Pose axle, Span<float> labels)
    {
        labels.Fill(float.NaN);
        var s = route.S;
        var follow = true;
        foreach (var leg in route.Path.Legs)
        {
            if (leg.Intent == Intent.Follow) continue;
            var (from, to) = (leg.From - SteeringScale.LookAhead, leg.To - RoutePath.IntentEndsBefore);
            if (s < from - Early || s >= to + Overlap) continue;
            if (s >= from + Overlap && s < to - Overlap) follow = false;
            if (s < leg.From) Alternatives(route, leg, axle, labels);
            if (float.IsNaN(labels[(int)leg.Intent]) || s >= leg.From - SteeringScale.LookAhead) labels[(int)leg.Intent] = (float)route.Label(axle);
        }
        if (follow) labels[(int)Intent.Follow] = (float)route.Label(axle);
        return route.Path.IntentAt(s);
    }

    private void Alternatives(TeacherRoute route, RouteLeg turn, Pose axle, Span<float> labels)
    {
        var index = route.Path.LegIndexAt(turn.From - 0.01);
        var approach = route.Path.Legs[index];
        if (route.S < approach.From - 0.05) return;
        foreach (var exit in map.From(approach.Edge.EndNodeId))
        {
            var intent = intersections.IntentOf(exit.Id);
            if (intent == Intent.Follow) continue;
            if (!_alternatives.TryGetValue((approach.Edge.Id, exit.Id), out var path))
                _alternatives[(approach.Edge.Id, exit.Id)] = path = new RoutePath([approach.Edge, exit, .. map.From(exit.EndNodeId).Take(1)], intersections);
            var other = new TeacherRoute(path, route.S - approach.From);
            other.Follow(axle);
            labels[(int)intent] = (float)other.Label(axle);
        }
    }
}
