using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;

namespace Pixelopolis.Car.Decision;

/// <summary>What the steering was made of: the intent, what the lane model said, what the map says, and the outcome; curvatures in 1/m.</summary>
public readonly record struct SteeringChoice(Intent Intent, double Model, double Map, double Curvature);

/// <summary>
/// Following a lane is the lane model's alone. In an intersection, where the paint ends, the map's curvature from where the car
/// believes it is feeds forward, and the model corrects.
/// </summary>
public sealed class SteeringDecision(DecisionOptions options)
{
    public SteeringChoice Choose(RoutePath path, in RouteEstimate at, in LaneReading lane)
    {
        var intent = path.IntentAt(at.S);
        var model = SteeringScale.Curvature(lane.SteeringFor(intent));
        var map = path.PursuitCurvature(at.S, at.Left, at.Heading);
        var trust = intent == Intent.Follow ? 1 : options.TurnTrust;
        return new SteeringChoice(intent, model, map, map + trust * (model - map));
    }
}
