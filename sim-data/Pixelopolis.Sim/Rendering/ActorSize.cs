namespace Pixelopolis.Sim.Rendering;

/// <summary>How large actors are by themselves.</summary>
public static class ActorSize
{
    /// <summary>The same actor, all its own sizes times a factor.</summary>
    public static SceneActor Scaled(this SceneActor actor, double factor)
    {
        var mesh = new ActorModels().Of(actor);
        var size = mesh.High - mesh.Low;
        return actor with { Length = size.X * factor, Width = size.Y * factor, Height = size.Z * factor };
    }
}
