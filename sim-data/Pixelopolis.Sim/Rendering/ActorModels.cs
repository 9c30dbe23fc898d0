using System.Numerics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>The meshes of what moves, each built when it is first seen and kept by its camera.</summary>
internal sealed class ActorModels
{
    private const int Most = 64; // colours and kinds kept: a hostile stream of colours must not fill the memory
    private readonly Dictionary<(ActorKind, uint), Mesh> _meshes = [];

    public Mesh Of(in SceneActor actor)
    {
        var key = (actor.Kind, actor.Colour);
        if (_meshes.TryGetValue(key, out var mesh)) return mesh;
        if (_meshes.Count >= Most) _meshes.Clear();
        return _meshes[key] = actor.Kind switch
        {
            ActorKind.Car => CarModel.Of(actor.Colour),
            ActorKind.Hand => HandModel.Of(actor.Colour),
            ActorKind.Box => ThingModels.CardboardBox(actor.Colour >> 24 == SceneActor.Painted >> 24 ? Tone.Light(actor.Colour) : null),
            _ => ThingModels.Unknown(actor.Colour),
        };
    }

    /// <summary>From the mesh's own coordinates to the world: scaled to the size asked for, turned and moved.</summary>
    public static Matrix4x4 Place(in SceneActor actor, Mesh mesh)
    {
        var size = mesh.High - mesh.Low;
        var scale = new Vector3(
            actor.Length > 0 ? (float)actor.Length / size.X : 1, actor.Width > 0 ? (float)actor.Width / size.Y : 1, actor.Height > 0 ? (float)actor.Height / size.Z : 1);
        return Matrix4x4.CreateScale(scale) * Matrix4x4.CreateRotationZ((float)actor.Pose.Theta)
            * Matrix4x4.CreateTranslation((float)actor.Pose.X, (float)actor.Pose.Y, 0);
    }
}
