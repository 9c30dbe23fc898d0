using System.Numerics;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Sim.Rendering;

/// <summary>What a street is furnished with.</summary>
internal static class StreetModels
{
    /// <summary>A lamp whose arm reaches over the road it is turned to.</summary>
    public static Mesh Lamp(Pose at, bool lit)
    {
        var metal = new Vector3(0.06f, 0.065f, 0.07f);
        var mesh = new MeshBuilder().At(at.X, at.Y, 0, at.Theta);
        mesh.Column(new(0, 0, 0), new(0, 0, 0.012f), 0.006f, 0.004f, 8, metal);
        mesh.Column(new(0, 0, 0.012f), new(0, 0, 0.185f), 0.0026f, 0.0018f, 6, metal);
        mesh.Column(new(0, 0, 0.185f), new(0.035f, 0, 0.200f), 0.0018f, 0.0015f, 5, metal);
        mesh.Box(new(0.028f, -0.006f, 0.198f), new(0.056f, 0.006f, 0.204f), metal * 1.5f);
        var glass = lit ? new Vector3(1.6f, 1.3f, 0.8f) : new Vector3(0.55f);
        return mesh.Box(new(0.031f, -0.0045f, 0.1945f), new(0.053f, 0.0045f, 0.198f), glass, floor: true).Build();
    }
}
