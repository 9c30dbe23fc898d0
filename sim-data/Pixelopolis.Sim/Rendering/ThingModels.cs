using System.Numerics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Things that do not belong on a road, and lie beside it: on the ground, their middle at the origin, metres.</summary>
internal static class ThingModels
{
    private static readonly Vector3 White = new(0.78f), Black = new(0.02f);

    /// <param name="paint">Its colour instead of cardboard's.</param>
    public static Mesh CardboardBox(Vector3? paint = null)
    {
        Vector3 card = paint ?? new(0.42f, 0.27f, 0.14f), tape = paint * 0.7f + new Vector3(0.12f) ?? new(0.62f, 0.50f, 0.32f);
        var mesh = new MeshBuilder();
        mesh.Box(new(-0.06f, -0.045f, 0), new(0.06f, 0.045f, 0.07f), card, card * 1.1f);
        mesh.Box(new(-0.0602f, -0.010f, 0.045f), new(0.0602f, 0.010f, 0.0704f), tape);
        return mesh.Build();
    }

    /// <summary>One of the things no model has learned.</summary>
    public static Mesh Unknown(uint which) => (which % 7) switch
    {
        0 => Duck(),
        1 => Ball(Tone.Light(which)),
        2 => Cone(),
        3 => Can(Tone.Light(which)),
        4 => Teddy(),
        5 => Mug(Tone.Light(which)),
        _ => Blocks(),
    };

    public static Mesh Duck()
    {
        Vector3 yellow = new(0.85f, 0.60f, 0.03f), beak = new(0.80f, 0.20f, 0.02f);
        return new MeshBuilder().Ball(new(0, 0, 0.028f), new(0.042f, 0.032f, 0.028f), yellow, 14, 8)
            .Ball(new(-0.036f, 0, 0.040f), new(0.016f, 0.014f, 0.012f), yellow)
            .Ball(new(0.020f, 0, 0.066f), new(0.023f), yellow, 14, 8)
            .Ball(new(0.044f, 0, 0.062f), new(0.012f, 0.011f, 0.005f), beak)
            .Ball(new(0.037f, 0.011f, 0.073f), new(0.004f), Black, 6, 4).Ball(new(0.037f, -0.011f, 0.073f), new(0.004f), Black, 6, 4).Build();
    }

    public static Mesh Ball(Vector3 colour)
    {
        var mesh = new MeshBuilder().Ball(new(0, 0, 0.034f), new(0.034f), colour * 0.6f + new Vector3(0.12f), 18, 12);
        return mesh.Ball(new(0, 0, 0.034f), new(0.0345f, 0.0345f, 0.010f), White, 18, 4).Build();
    }

    public static Mesh Cone()
    {
        Vector3 orange = new(0.85f, 0.16f, 0.02f);
        return new MeshBuilder().Box(new(-0.03f, -0.03f, 0), new(0.03f, 0.03f, 0.006f), orange * 0.8f)
            .Column(new(0, 0, 0.006f), new(0, 0, 0.030f), 0.022f, 0.016f, 16, orange)
            .Column(new(0, 0, 0.030f), new(0, 0, 0.048f), 0.016f, 0.0105f, 16, White)
            .Column(new(0, 0, 0.048f), new(0, 0, 0.075f), 0.0105f, 0.003f, 16, orange).Build();
    }

    public static Mesh Can(Vector3 colour) => new MeshBuilder()
        .Column(new(0, 0, 0), new(0, 0, 0.004f), 0.026f, 0.033f, 18, new Vector3(0.5f))
        .Column(new(0, 0, 0.004f), new(0, 0, 0.070f), 0.033f, 0.033f, 18, colour * 0.8f + new Vector3(0.02f))
        .Column(new(0, 0, 0.070f), new(0, 0, 0.105f), 0.033f, 0.033f, 18, White * 0.8f)
        .Column(new(0, 0, 0.105f), new(0, 0, 0.115f), 0.033f, 0.027f, 18, new Vector3(0.5f)).Build();

    public static Mesh Teddy()
    {
        Vector3 fur = new(0.30f, 0.16f, 0.07f), light = new(0.52f, 0.34f, 0.19f);
        var mesh = new MeshBuilder().Ball(new(0, 0, 0.040f), new(0.036f, 0.038f, 0.040f), fur, 12, 8).Ball(new(0.018f, 0, 0.040f), new(0.022f, 0.024f, 0.028f), light, 10, 6)
            .Ball(new(0.004f, 0, 0.095f), new(0.030f), fur, 12, 8).Ball(new(0.028f, 0, 0.088f), new(0.012f), light).Ball(new(0.039f, 0, 0.092f), new(0.004f), Black, 6, 4);
        foreach (var s in (ReadOnlySpan<float>)[-1, 1])
            mesh.Ball(new(0, s * 0.024f, 0.120f), new(0.011f), fur).Ball(new(0.030f, s * 0.011f, 0.102f), new(0.0035f), Black, 6, 4)
                .Ball(new(0.012f, s * 0.040f, 0.050f), new(0.014f, 0.013f, 0.024f), fur).Ball(new(0.038f, s * 0.022f, 0.014f), new(0.022f, 0.014f, 0.014f), fur);
        return mesh.Build();
    }

    public static Mesh Mug(Vector3 colour)
    {
        var paint = colour * 0.7f + new Vector3(0.08f);
        var mesh = new MeshBuilder().Column(new(0, 0, 0), new(0, 0, 0.092f), 0.038f, 0.041f, 20, paint, null, paint * 0.6f)
            .Column(new(0, 0, 0.0915f), new(0, 0, 0.0925f), 0.0365f, 0.0365f, 20, paint, null, new Vector3(0.05f, 0.022f, 0.01f));
        for (var k = 0; k < 6; k++)
        {
            var (s0, c0) = MathF.SinCos(-1.35f + k * 0.45f);
            var (s1, c1) = MathF.SinCos(-1.35f + (k + 1) * 0.45f);
            mesh.Column(new(0.036f + 0.026f * c0, 0, 0.046f + 0.026f * s0), new(0.036f + 0.026f * c1, 0, 0.046f + 0.026f * s1), 0.0055f, 0.0055f, 6, paint);
        }
        return mesh.Build();
    }

    public static Mesh Blocks() => new MeshBuilder().Box(new(-0.032f, -0.032f, 0), new(0.0f, 0.0f, 0.032f), new(0.75f, 0.08f, 0.05f))
        .Box(new(0.004f, -0.028f, 0), new(0.036f, 0.004f, 0.032f), new(0.06f, 0.20f, 0.60f)).Box(new(-0.020f, 0.006f, 0), new(0.012f, 0.038f, 0.032f), new(0.85f, 0.60f, 0.04f))
        .Box(new(-0.016f, -0.018f, 0.032f), new(0.016f, 0.014f, 0.064f), new(0.08f, 0.42f, 0.12f)).Build();
}
