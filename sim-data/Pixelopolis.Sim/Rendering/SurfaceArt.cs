using System.Numerics;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>What tables and blocks are covered with: tiles of <see cref="Size"/> × <see cref="Size"/> texels that repeat without a seam.</summary>
internal sealed class SurfaceArt(Surface surface, Vector3 colour, ulong seed)
{
    public const int Size = 1024;
    private readonly NoiseTile _noise = new(Dice.For(seed, "surface"));

    /// <summary>The light a texel reflects.</summary>
    public Vector3[] Paint()
    {
        var tile = new Vector3[Size * Size];
        for (var j = 0; j < Size; j++)
            for (var i = 0; i < Size; i++) tile[j * Size + i] = Vector3.Max(At(i, j), new Vector3(0.004f));
        return tile;
    }

    private Vector3 At(int i, int j) => surface switch
    {
        Surface.Wood => Wood(i, j, 0, 0),
        Surface.Planks => Planks(i, j),
        Surface.Carpet => colour * (1 + 0.38f * _noise.Raw(i, j) + 0.22f * Cells(i, j, 8, 3)),
        Surface.Lawn => Lawn(i, j),
        Surface.Concrete => colour * (1 + 0.16f * Cells(i, j, 64, 5) + 0.07f * _noise.Raw(i, j)),
        Surface.Felt => colour * (1 + 0.09f * _noise.Raw(i, j) + 0.06f * Cells(i, j, 16, 3)),
        Surface.Cork => colour * (1 + 0.42f * Cells(i, j, 4, 2) * MathF.Abs(Cells(j, i, 8, 1)) + 0.15f * _noise.Raw(i, j)),
        Surface.Paper => colour * (1 + 0.025f * Cells(i, j, 128, 4) + 0.012f * _noise.Raw(i, j)),
        Surface.CuttingMat => CuttingMat(i, j),
        Surface.Tiles => Tiles(i, j, 128, 2, 0.10f),
        Surface.Cloth => Cloth(i, j),
        Surface.Paving => Tiles(i, j, 16, 1, 0.16f),
        _ => colour * (1 + 0.10f * Cells(i, j, 32, 4) + 0.10f * _noise.Raw(i, j)),
    };

    /// <summary>Fractal noise whose coarsest cells are this many texels wide.</summary>
    private float Cells(int i, int j, int texels, int octaves) =>
        _noise.Fractal((float)i / texels, (float)j / texels, octaves, Math.Min(256, Size / texels), Math.Min(256, Size / texels));

    // Year rings cut lengthwise: noise drawn out along x, in bands.
    private Vector3 Wood(int i, int j, float shift, int row)
    {
        var warp = _noise.Fractal(i / 256f + shift, j / 32f, 3, 4, 32);
        var rings = MathF.Sin((j + row * 37) * (52 * MathF.PI / Size) + warp * 7);
        rings = rings * 0.5f + _noise.At(i / 64f + shift, j / 2f, 16, 256) * 0.8f;
        var pores = MathF.Max(0, _noise.At(i / 16f + shift, j, 64, 256) - 0.45f);
        return colour * new Vector3(1 + 0.10f * rings - 0.3f * pores, 1 + 0.12f * rings - 0.35f * pores, 1 + 0.15f * rings - 0.4f * pores);
    }

    private Vector3 Planks(int i, int j)
    {
        const int Wide = 64, Long = 512;
        var row = j / Wide;
        var along = (i + row * 197) & (Size - 1);
        var board = row * 2 + along / Long;
        var shade = 1 + 0.22f * _noise.Raw(board * 7, 91);
        var (toSide, toEnd) = (j % Wide, along % Long);
        var seam = toSide == 0 || toEnd == 0 ? 0.35f : toSide == 1 ? 0.8f : 1f;
        return Wood(i, j, board * 0.37f, row) * shade * seam;
    }

    private Vector3 Lawn(int i, int j)
    {
        var clumps = Cells(i, j, 32, 4);
        var blades = _noise.Raw(i, j) * 0.5f + _noise.At(i / 2f, j / 2f) * 0.5f;
        var dry = MathF.Max(0, Cells(i + 300, j + 77, 128, 3) - 0.1f);
        return colour * new Vector3(1 + 0.25f * clumps + 0.30f * blades + 0.9f * dry, 1 + 0.18f * clumps + 0.28f * blades + 0.25f * dry, 1 + 0.15f * clumps + 0.22f * blades);
    }

    private Vector3 CuttingMat(int i, int j)
    {
        var c = colour * (1 + 0.06f * _noise.Raw(i, j) + 0.08f * Cells(i, j, 128, 3));
        var line = i % 64 == 0 || j % 64 == 0 ? 0.55f : i % 16 == 0 || j % 16 == 0 ? 0.16f : 0;
        return Vector3.Lerp(c, new Vector3(0.55f, 0.62f, 0.52f), line);
    }

    private Vector3 Tiles(int i, int j, int side, int grout, float spread)
    {
        var (a, b) = (i / side, j / side);
        var (x, y) = (i % side, j % side);
        if (x < grout || y < grout) return colour * 0.55f;
        return colour * (1 + spread * _noise.Raw(a * 3, b * 5 + 40) + 0.05f * Cells(i, j, 32, 3) + 0.04f * _noise.Raw(i, j));
    }

    // Gingham: stripes both ways, woven.
    private Vector3 Cloth(int i, int j)
    {
        var (a, b) = ((i & 64) != 0 ? 1 : 0, (j & 64) != 0 ? 1 : 0);
        var white = new Vector3(0.72f, 0.71f, 0.68f);
        var weave = 1 + 0.12f * (((i + j) & 1) - 0.5f) + 0.06f * _noise.Raw(i, j) + 0.04f * Cells(i, j, 128, 2);
        return Vector3.Lerp(white, colour, (a + b) * 0.5f) * weave;
    }
}
