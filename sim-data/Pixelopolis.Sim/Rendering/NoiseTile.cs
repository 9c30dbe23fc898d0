using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Smooth chance on a plane: value noise that repeats, mean about 0, mostly within −1..1.</summary>
internal sealed class NoiseTile
{
    private const int Size = 256;
    private readonly float[] _values = new float[Size * Size];

    public NoiseTile(Dice dice)
    {
        for (var k = 0; k < _values.Length; k++) _values[k] = (float)dice.Between(-1.0, 1.0);
    }

    /// <summary>One value for each whole point, without any smoothness.</summary>
    public float Raw(int i, int j) => _values[(j & (Size - 1)) * Size + (i & (Size - 1))];

    /// <summary>One octave; one grid cell of the noise is one unit. Repeats every <paramref name="periodX"/> × <paramref name="periodY"/> units (powers of two up to 256).</summary>
    public float At(float x, float y, int periodX = Size, int periodY = Size)
    {
        var (bx, by) = (MathF.Floor(x), MathF.Floor(y));
        var (i, j) = ((int)bx & (periodX - 1), (int)by & (periodY - 1));
        var (u, v) = (x - bx, y - by);
        (u, v) = (u * u * (3 - 2 * u), v * v * (3 - 2 * v));
        var (i1, j1) = ((i + 1) & (periodX - 1), (j + 1) & (periodY - 1));
        var a = _values[j * Size + i] + u * (_values[j * Size + i1] - _values[j * Size + i]);
        var b = _values[j1 * Size + i] + u * (_values[j1 * Size + i1] - _values[j1 * Size + i]);
        return a + v * (b - a);
    }

    /// <summary>Several octaves, each half as strong and twice as fine.</summary>
    public float Fractal(float x, float y, int octaves, int periodX = Size, int periodY = Size)
    {
        var (sum, strength) = (0f, 0.6f);
        for (var k = 0; k < octaves; k++)
        {
            sum += strength * At(x + 17.3f * k, y + 5.7f * k, periodX, periodY);
            (x, y, strength) = (2 * x, 2 * y, strength / 2);
            (periodX, periodY) = (Math.Min(Size, 2 * periodX), Math.Min(Size, 2 * periodY));
        }
        return sum;
    }
}
