using Pixelopolis.City.Geometry;

namespace Pixelopolis.Sim.Rendering;

/// <summary>What stands or moves in the city besides its houses and signs.</summary>
public enum ActorKind
{
    /// <summary>Another car; its pose is its axle's.</summary>
    Car,

    /// <summary>A cardboard box.</summary>
    Box,

    /// <summary>A visitor's hand that lies on the road; its pose is the palm's, fingers forward.</summary>
    Hand,

    /// <summary>Something no model has learned: what it is depends on its colour's value.</summary>
    Unknown,
}

/// <summary>
/// Something to be drawn, on the ground. Sizes in metres: <paramref name="Length"/> along its heading, <paramref name="Width"/>
/// across, <paramref name="Height"/> up; 0 takes the kind's own size. Colour is 0xRRGGBB; a box is cardboard unless it is <see cref="Painted"/>.
/// </summary>
public readonly record struct SceneActor(ActorKind Kind, Pose Pose, uint Colour = 0xE0483E, double Length = 0, double Width = 0, double Height = 0)
{
    /// <summary>Added to a box's colour: it is shown in it.</summary>
    public const uint Painted = 0xFF000000;
}
