using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pixelopolis.Sim.Rendering.Backdrops;

/// <summary>Draws rows of the backdrop: where each pixel looks is computed once for a camera, the heading only shifts it.</summary>
internal sealed class BackdropPainter
{
    private const int Column = 1 << 17; // panorama columns in 1/64
    private readonly uint[] _looks;      // column in the low 17 bits, row in 1/64 in the others
    private readonly Lazy<Backdrop> _backdrop;
    private readonly int _width;

    /// <param name="view">The camera at heading 0.</param>
    public BackdropPainter(Lazy<Backdrop> backdrop, in View view, int width, int height)
    {
        (_backdrop, _width) = (backdrop, width);
        _looks = new uint[width * height];
        for (var row = 0; row < height; row++)
            for (var i = 0; i < width; i++)
            {
                var ray = view.Ray(i + 0.5f, row + 0.5f);
                var column = (int)MathF.Round(MathF.Atan2(ray.Y, ray.X) * Backdrop.PerRadian * 64) - 32;
                var up = MathF.Atan2(ray.Z, MathF.Sqrt(ray.X * ray.X + ray.Y * ray.Y));
                var down = Math.Clamp((Backdrop.Highest - up) * Backdrop.PerRadian - 0.5f, 0, Backdrop.Height - 1.1f);
                _looks[row * width + i] = (uint)(column & (Column - 1)) | (uint)(down * 64) << 17;
            }
    }

    public void Paint(double heading, int row, Span<uint> pixels)
    {
        var texels = _backdrop.Value.Texels;
        ref var first = ref MemoryMarshal.GetArrayDataReference(texels.Texels);
        var turn = (int)Math.Round(heading * Backdrop.PerRadian * 64) & (Column - 1);
        var looks = _looks.AsSpan(row * _width, _width);
        for (var i = 0; i < looks.Length; i++)
        {
            var look = looks[i];
            var u = ((int)(look & (Column - 1)) + turn) & (Column - 1);
            var v = (int)(look >> 17);
            var c = Texture.Bilinear(ref Unsafe.Add(ref first, (v >> 6) * texels.Stride + (u >> 6)), texels.Stride, (u & 63) << 2, (v & 63) << 2) >>> 8;
            pixels[i] = Vector128.Narrow(c, Vector128<ushort>.Zero).AsUInt32().ToScalar();
        }
    }
}
