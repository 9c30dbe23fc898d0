namespace Pixelopolis.Training.Input;

/// <summary>Maps every byte through its channel's table and adds Gaussian noise, read from a table of fixed seed at a random place.</summary>
internal static class PictureNoise
{
    private const int Size = 1 << 16;
    private const int Unit = 32;
    private static readonly sbyte[] Table = Draw();

    public static void Apply(ReadOnlySpan<byte> picture, ReadOnlySpan<byte> levels, double sigma, ref SampleRandom random, Span<byte> into)
    {
        var scale = (int)(sigma * 1024 / Unit);
        var at = random.Below(Size);
        ReadOnlySpan<byte> red = levels[..256], green = levels[256..512], blue = levels[512..768];
        for (var i = 0; i < picture.Length; i += 3)
        {
            into[i] = Noisy(red[picture[i]], scale, at++);
            into[i + 1] = Noisy(green[picture[i + 1]], scale, at++);
            into[i + 2] = Noisy(blue[picture[i + 2]], scale, at++);
        }
    }

    private static byte Noisy(int level, int scale, int at) =>
        (byte)Math.Clamp(level + ((Table[at & (Size - 1)] * scale + 512) >> 10), 0, 255);

    private static sbyte[] Draw()
    {
        var random = new SampleRandom(1, 0, 0);
        var table = new sbyte[Size];
        for (var i = 0; i < Size; i++)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            table[i] = (sbyte)Math.Clamp(Math.Round(Unit * radius * Math.Cos(2 * Math.PI * random.NextDouble())), sbyte.MinValue, sbyte.MaxValue);
        }
        return table;
    }
}
