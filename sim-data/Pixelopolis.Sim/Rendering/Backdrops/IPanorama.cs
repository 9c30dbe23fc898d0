using System.Numerics;

namespace Pixelopolis.Sim.Rendering.Backdrops;

/// <summary>What stands around the table, seen from its middle.</summary>
internal interface IPanorama
{
    /// <summary>The light from a direction (unit vector; +x is where the main light comes from, z up). It may be far above 1.</summary>
    Vector3 At(Vector3 direction);
}
