using System.Numerics;
using Pixelopolis.Sim.Roads;

namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// The ground, seen from above and already lit. <see cref="Bare"/> is the ground without paint at full size, with the distance
/// to the paint's outline in its alpha (128 + <see cref="PaintUnit"/> for each texel, positive on the paint), so that paint stays crisp however
/// near it is; <see cref="Painted"/> is what is seen from further off, from half size down. Around the raster the table's own
/// texture goes on, up to the table's edge.
/// </summary>
internal sealed class GroundRaster
{
    public const int PaintUnit = 32;

    public required Bounds Bounds { get; init; }
    public required Bounds Table { get; init; }
    public required double MetresPerPixel { get; init; }
    public required TextureLevel Bare { get; init; }

    /// <summary>Level 0 here is half the size of <see cref="Bare"/>.</summary>
    public required TextureLevel[] Painted { get; init; }

    /// <summary>Repeats every <see cref="TextureLevel.Width"/> texels, in step with the raster's; a power of two.</summary>
    public required Texture TableTexture { get; init; }

    /// <summary>Grain finer than the raster, 128 for none; 512 × 512 at a quarter of the raster's step.</summary>
    public required byte[] Grain { get; init; }

    /// <summary>How many times brighter the paint is than the ground below it, per channel (as displayed).</summary>
    public required Vector4 PaintRatio { get; init; }
}
