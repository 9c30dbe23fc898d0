using Pixelopolis.City;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Drives.Eyes;

/// <summary>The points that make an actor's outline and the ground it covers, as the renderer draws it: metres from its pose, forward, left, up.</summary>
public static class ActorPoints
{
    private static readonly (double X, double Y, double Z)[] Car = Symmetric(
        (0.06, 0.038, 0.015), (0.06, 0.038, 0.021), (0.018, 0.044, 0.03), // the bonnet
        (0.012, 0.06, 0.008), (0, 0.06, 0), (-0.012, 0.06, 0.008), (0.026, 0.06, 0.015), (0.03, 0.06, 0.03), (-0.03, 0.06, 0.03), (0, 0.06, 0.06), // a wheel
        (-0.136, 0.05, 0.02), (-0.126, 0.05, 0.05), (-0.04, 0.05, 0.02), // the body
        (-0.118, 0.005, 0), // the caster
        (-0.086, 0.034, 0.142), (-0.086, 0.034, 0.04)); // the phone

    private static readonly (double X, double Y, double Z)[] Hand =
    [
        .. Symmetric((-0.046, 0.03, 0), (0, 0.042, 0.005), (0.1, 0.03, 0.004), (0.108, 0.012, 0.008), (0.03, 0.042, 0.03), (-0.06, 0.024, 0.02), (-0.17, 0.035, 0.115), (-0.42, 0.058, 0.33)),
        (0.052, 0.075, 0.004), (0.02, 0.058, 0.01),
    ];

    public static IReadOnlyList<(double X, double Y, double Z)> Of(in SceneActor actor) => actor.Kind switch
    {
        ActorKind.Car => Car,
        ActorKind.Hand => Hand,
        ActorKind.Box => BoxOf(Length(actor, 0.12), Length(actor with { Length = actor.Width }, 0.09), Length(actor with { Length = actor.Height }, 0.07)),
        _ => BoxOf(Length(actor, 0.075), Length(actor with { Length = actor.Width }, 0.07), Length(actor with { Length = actor.Height }, 0.08)),
    };

    /// <summary>The ground that it covers: what a car must not touch. Of a hand the palm and the fingers; its arm is above the car.</summary>
    public static CarFootprint Footprint(in SceneActor actor) => actor.Kind switch
    {
        ActorKind.Car => CarFootprint.Reference,
        ActorKind.Hand => new CarFootprint(0.108, 0.06, 0.05),
        ActorKind.Box => new CarFootprint(Length(actor, 0.12) / 2, Length(actor, 0.12) / 2, Length(actor with { Length = actor.Width }, 0.09) / 2),
        _ => new CarFootprint(Length(actor, 0.075) / 2, Length(actor, 0.075) / 2, Length(actor with { Length = actor.Width }, 0.07) / 2),
    };

    private static double Length(in SceneActor actor, double own) => actor.Length > 0 ? actor.Length : own;

    private static (double X, double Y, double Z)[] BoxOf(double length, double width, double height) =>
        Symmetric((length / 2, width / 2, 0), (-length / 2, width / 2, 0), (length / 2, width / 2, height), (-length / 2, width / 2, height));

    private static (double X, double Y, double Z)[] Symmetric(params (double X, double Y, double Z)[] half) => [.. half, .. half.Select(p => (p.X, -p.Y, p.Z))];
}
