using System.Numerics;
using Pixelopolis.Sim.Roads;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>What the ground is made of at each place, and how the light shows it.</summary>
internal sealed class GroundMaterials(GroundPlan plan, Appearance look, SceneLight light, ShadowLayer shadows)
{
    public const double KerbWidth = 0.012;
    private const float TrackOffset = 0.05f; // wheels run this far from the lane's centre line
    private const float TrackWidth = 0.018f;

    private readonly NoiseTile _noise = new(Dice.For(look.Seed, "ground"));
    private readonly Vector3[] _block = new SurfaceArt(look.Blocks, look.BlockColour, look.Seed ^ 0xB10C).Paint();
    private readonly Vector3[] _table = new SurfaceArt(look.Table, look.TableColour, look.Seed ^ 0x7AB1E).Paint();

    /// <summary>How many times brighter paint is displayed than the asphalt under it.</summary>
    public Vector4 PaintRatio => Display(look.Paint * light.OnGround) / Display(look.Asphalt * light.OnGround);

    /// <summary>The table in full light.</summary>
    public uint[] TableTile() => Array.ConvertAll(_table, c => Tone.Pixel(c * light.OnGround));

    /// <summary>Fills the bare ground's colours, and the paint's outline, worn, in alpha.</summary>
    public void Paint(Field paint, TextureLevel into, byte[]? cracks)
    {
        var (w, step) = (paint.Width, paint.Step);
        var patches = Patches(paint);
        var kerb = -RoadShape.Shoulder - (look.KerbHeight > 0 ? 0.002 : 0); // under a raised kerb the asphalt goes on a little
        Span<float> inside = new float[w], distance = new float[w], block = new float[w], shadow = new float[w], dim = new float[w], patch = new float[w];
        for (var j = 0; j < paint.Height; j++)
        {
            var y = paint.Y0 + j * step;
            plan.Road.Inside.Row(paint.X0, y, step, inside);
            plan.Road.Distance.Row(paint.X0, y, step, distance);
            plan.Blocks.Row(paint.X0, y, step, block);
            shadows.Shadow.Row(paint.X0, y, step, shadow);
            shadows.Dim.Row(paint.X0, y, step, dim);
            patches.Row(paint.X0, y, step, patch);
            for (var i = 0; i < w; i++)
            {
                var sdf = paint.Values[j * w + i];
                var crack = cracks is null ? 0 : cracks[j * w + i] * (1 / 255f);
                var alpha = 0u;
                Vector3 albedo;
                if (inside[i] > kerb)
                {
                    var onPaint = Math.Clamp(sdf * 400 + 1.2f, 0, 1);
                    albedo = Asphalt(i, j, patch[i], distance[i], onPaint, crack);
                    if (sdf > -0.004f) alpha = Outline(sdf, i, j, step, patch[i]);
                }
                else albedo = Beside(i, j, -inside[i], block[i], patch[i]);
                var on = light.Sky * (1 - 0.6f * dim[i]) + light.Sun * (light.ToSun.Z * (1 - shadow[i]));
                into.Texels[j * into.Stride + i] = Tone.Pixel(albedo * on, alpha);
            }
        }
    }

    private Field Patches(Field paint)
    {
        var (x1, y1) = (paint.X0 + (paint.Width - 1) * paint.Step, paint.Y0 + (paint.Height - 1) * paint.Step);
        var field = new Field(new Bounds(paint.X0, paint.Y0, x1, y1), 0.008, 0);
        for (var j = 0; j < field.Height; j++)
            for (var i = 0; i < field.Width; i++) field[i, j] = _noise.Fractal(i * 0.022f, j * 0.022f, 5);
        return field;
    }

    private Vector3 Asphalt(int i, int j, float patch, float distance, float onPaint, float crack)
    {
        // Under paint the ground is smoother: what is seen there is the paint's own surface.
        var rough = look.AsphaltTexture * (1 - 0.75f * onPaint);
        var fine = _noise.Raw(i, j);
        var track = (MathF.Abs(distance) - TrackOffset) / TrackWidth;
        var wheels = look.WheelTracks * 0.22f * MathF.Exp(-track * track) * (0.7f + 0.6f * patch);
        var stone = fine > 0.86f ? 0.9f * rough : 0;
        return look.Asphalt * MathF.Max(0.2f, (1 + rough * (0.45f * patch + 0.28f * fine) + stone - wheels) * (1 - 0.65f * crack));
    }

    private Vector3 Beside(int i, int j, float outside, float block, float patch)
    {
        var past = outside - (float)RoadShape.Shoulder;
        var fine = _noise.Raw(i, j);
        if (past < KerbWidth) return look.Kerb * (1 + 0.08f * fine + 0.1f * patch);
        past -= (float)KerbWidth;
        if (past < look.PavementWidth)
        {
            var seam = (i & 31) == 0 || (j & 31) == 0 ? 0.78f : 1;
            var slab = _noise.Raw(i >> 5, (j >> 5) + 100);
            return look.Pavement * ((1 + 0.07f * fine + 0.12f * patch + 0.07f * slab) * seam);
        }
        var k = (j & (SurfaceArt.Size - 1)) * SurfaceArt.Size + (i & (SurfaceArt.Size - 1));
        var edge = past - look.PavementWidth < 0.003f && look.PavementWidth > 0 ? 0.7f : 1;
        return (block > 0.5f ? _block[k] : _table[k]) * edge;
    }

    // Paint wears from its edges and in flecks; worn paint is paint whose outline has moved in.
    private uint Outline(float sdf, int i, int j, double step, float patch)
    {
        var flecks = 0.55f * _noise.At(i * 0.31f, j * 0.31f) + 0.45f * _noise.Raw(i + 31, j + 57);
        var lost = flecks - 1 + 1.25f * look.PaintWear + 0.35f * patch * look.PaintWear;
        var worn = sdf > -0.001f ? sdf - 0.03f * MathF.Max(0, lost) : sdf;
        return (uint)Math.Clamp((int)(128 + worn / (float)step * GroundRaster.PaintUnit), 0, 255);
    }

    private static Vector4 Display(Vector3 c) => new(Tone.Channel(c.X), Tone.Channel(c.Y), Tone.Channel(c.Z), 1);
}
