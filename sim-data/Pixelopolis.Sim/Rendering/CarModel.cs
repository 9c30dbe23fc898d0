using System.Numerics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// The reference car as others see it, the origin under its axle's middle: a low chassis with two driven wheels, a ball caster,
/// and the phone that drives it standing at the back.
/// </summary>
internal static class CarModel
{
    private const float Nose = 0.06f, Tail = -0.14f, Half = 0.06f;
    private static readonly Vector3 Black = new(0.018f), Dark = new(0.045f, 0.047f, 0.05f), Metal = new(0.38f), White = new(0.75f);

    public static Mesh Of(uint colour)
    {
        var paint = Tone.Light(colour);
        var mesh = new MeshBuilder();
        // The chassis between the wheels, and a bonnet that falls to the nose.
        mesh.Box(new(Tail, -0.036f, 0.012f), new(Nose - 0.012f, 0.036f, 0.024f), Dark);
        mesh.Part();
        Wedge(mesh, paint, 0.034f, 0.018f, Nose, 0.014f, 0.044f, 0.030f, 0.021f);
        // The body behind the wheels, with chamfered flanks.
        mesh.Part();
        Hull(mesh, paint, Tail + 0.004f, -0.036f, 0.050f, 0.020f, 0.050f, 0.034f);
        mesh.Box(new(-0.036f, -0.034f, 0.020f), new(0.034f, 0.034f, 0.041f), paint * 0.9f, paint);
        mesh.Box(new(-0.024f, -0.020f, 0.041f), new(0.020f, 0.020f, 0.052f), Dark, Dark * 1.6f); // the board
        mesh.Box(new(-0.012f, -0.010f, 0.052f), new(0.008f, 0.010f, 0.055f), new Vector3(0.03f, 0.16f, 0.07f));
        Wheels(mesh, paint);
        mesh.Ball(new(-0.118f, 0, 0.011f), new(0.011f), Metal, 8, 5);
        Lamps(mesh);
        Phone(mesh, paint);
        return mesh.Build();
    }

    private static void Wedge(MeshBuilder mesh, Vector3 paint, float half, float x0, float x1, float z0, float back, float front, float low)
    {
        Vector3 a = new(x0, -half, z0), b = new(x1, -half * 0.86f, low - 0.006f), c = new(x1, half * 0.86f, low - 0.006f), d = new(x0, half, z0);
        Vector3 e = a with { Z = back }, f = b with { Z = front }, g = c with { Z = front }, h = d with { Z = back };
        mesh.Face(paint, a, b, f, e).Face(paint, b, c, g, f).Face(paint, c, d, h, g).Face(paint, e, f, g, h).Face(paint * 0.5f, d, a, e, h).Face(Dark, a, d, c, b);
    }

    private static void Hull(MeshBuilder mesh, Vector3 paint, float x0, float x1, float half, float low, float top, float halfTop)
    {
        Vector3 a = new(x0, -half, low), b = new(x1, -half, low), c = new(x1, half, low), d = new(x0, half, low);
        Vector3 e = new(x0 + 0.010f, -halfTop, top), f = new(x1 - 0.004f, -halfTop, top), g = new(x1 - 0.004f, halfTop, top), h = new(x0 + 0.010f, halfTop, top);
        mesh.Face(paint, a, b, f, e).Face(paint, b, c, g, f).Face(paint, c, d, h, g).Face(paint, e, f, g, h).Face(paint, d, a, e, h).Face(Dark, a, d, c, b);
    }

    private static void Wheels(MeshBuilder mesh, Vector3 paint)
    {
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            var (inner, outer) = (new Vector3(0, side * 0.040f, 0.030f), new Vector3(0, side * Half, 0.030f));
            mesh.Column(inner, outer, 0.030f, 0.030f, 18, Black * 1.6f, Dark, Black * 2.4f);
            mesh.Column(outer, outer + new Vector3(0, side * 0.0006f, 0), 0.019f, 0.0185f, 14, Metal, Metal, paint * 0.8f + new Vector3(0.08f));
            mesh.Column(outer, outer + new Vector3(0, side * 0.0014f, 0), 0.007f, 0.006f, 8, Metal, Metal, White);
        }
    }

    private static void Lamps(MeshBuilder mesh)
    {
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            mesh.Box(new(Nose - 0.003f, side * 0.021f - 0.006f, 0.019f), new(Nose + 0.0006f, side * 0.021f + 0.006f, 0.026f), new Vector3(0.95f, 0.94f, 0.85f));
            mesh.Box(new(Tail + 0.002f, side * 0.036f - 0.008f, 0.029f), new(Tail + 0.007f, side * 0.036f + 0.008f, 0.036f), new Vector3(0.75f, 0.03f, 0.02f));
        }
    }

    // It stands upright, its camera 0.12 m up; the screen looks back and shows what it thinks.
    private static void Phone(MeshBuilder mesh, Vector3 paint)
    {
        const float X = -0.086f, Thick = 0.009f, Wide = 0.034f, Foot = 0.040f, Head = 0.142f;
        mesh.Box(new(X - 0.016f, -0.040f, 0.046f), new(X + 0.014f, 0.040f, 0.060f), Dark, Dark * 1.5f);
        mesh.Box(new(X - Thick / 2, -Wide, Foot), new(X + Thick / 2, Wide, Head), Black * 1.5f);
        const float Front = X + Thick / 2 + 0.0004f, Back = X - Thick / 2 - 0.0004f;
        mesh.Face(paint * 0.35f + new Vector3(0.42f), new(Front, -Wide + 0.002f, Foot), new(Front, Wide - 0.002f, Foot), new(Front, Wide - 0.002f, Head - 0.002f), new(Front, -Wide + 0.002f, Head - 0.002f));
        mesh.Box(new(Front, -0.014f, 0.108f), new(Front + 0.002f, 0.014f, 0.134f), Black);
        mesh.Column(new(Front + 0.002f, 0, 0.120f), new(Front + 0.0035f, 0, 0.120f), 0.006f, 0.006f, 10, Metal, Metal, new Vector3(0.05f, 0.07f, 0.12f));
        mesh.Part().Picture(ScreenArt.Face(paint), new(Back, Wide - 0.003f, Foot + 0.006f), new(Back, -Wide + 0.003f, Foot + 0.006f),
            new(Back, -Wide + 0.003f, Head - 0.004f), new(Back, Wide - 0.003f, Head - 0.004f), glows: true);
    }
}
