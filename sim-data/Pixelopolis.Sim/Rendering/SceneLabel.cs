namespace Pixelopolis.Sim.Rendering;

/// <summary>What a label belongs to.</summary>
public enum LabelledThing
{
    /// <summary>The front of a sign's plate; the index is the sign's in the map.</summary>
    Sign,

    /// <summary>One of the actors handed in; the index is its place among them.</summary>
    Actor,

    /// <summary>Something that lies about on the table, no box.</summary>
    Clutter,

    /// <summary>A cardboard box that lies about on the table.</summary>
    ClutterBox,
}

/// <summary>
/// Where something is in a frame: the box around its visible pixels (right and bottom exclusive), how many they are, and which part they
/// are of its whole silhouette: what is hidden and what lies outside the frame both count as not visible.
/// </summary>
public readonly record struct SceneLabel(LabelledThing Thing, int Index, int Left, int Top, int Right, int Bottom, int VisiblePixels, double VisibleFraction);
