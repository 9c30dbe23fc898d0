using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// The eight-point cosine transform on eight columns at once (Arai, Agui and Nakajima 1988, as in the Independent JPEG Group's
/// jfdctflt and jidctflt): its factors are left to the quantization, <see cref="Scale"/>.
/// </summary>
internal static class CosineTransform
{
    public static ReadOnlySpan<float> Scale => [1f, 1.387039845f, 1.306562965f, 1.175875602f, 1f, 0.785694958f, 0.541196100f, 0.275899379f];

    public static void Forward(ref Block d)
    {
        var (t0, t7) = (d[0] + d[7], d[0] - d[7]);
        var (t1, t6) = (d[1] + d[6], d[1] - d[6]);
        var (t2, t5) = (d[2] + d[5], d[2] - d[5]);
        var (t3, t4) = (d[3] + d[4], d[3] - d[4]);

        var (t10, t13) = (t0 + t3, t0 - t3);
        var (t11, t12) = (t1 + t2, t1 - t2);
        d[0] = t10 + t11;
        d[4] = t10 - t11;
        var z1 = (t12 + t13) * 0.707106781f;
        d[2] = t13 + z1;
        d[6] = t13 - z1;

        (t10, t11, t12) = (t4 + t5, t5 + t6, t6 + t7);
        var z5 = (t10 - t12) * 0.382683433f;
        var z2 = t10 * 0.541196100f + z5;
        var z4 = t12 * 1.306562965f + z5;
        var z3 = t11 * 0.707106781f;
        var (z11, z13) = (t7 + z3, t7 - z3);
        d[5] = z13 + z2;
        d[3] = z13 - z2;
        d[1] = z11 + z4;
        d[7] = z11 - z4;
    }

    public static void Inverse(ref Block d)
    {
        var (t10, t11) = (d[0] + d[4], d[0] - d[4]);
        var t13 = d[2] + d[6];
        var t12 = (d[2] - d[6]) * 1.414213562f - t13;
        var (t0, t3) = (t10 + t13, t10 - t13);
        var (t1, t2) = (t11 + t12, t11 - t12);

        var (z13, z10) = (d[5] + d[3], d[5] - d[3]);
        var (z11, z12) = (d[1] + d[7], d[1] - d[7]);
        var t7 = z11 + z13;
        var u11 = (z11 - z13) * 1.414213562f;
        var z5 = (z10 + z12) * 1.847759065f;
        var u10 = z12 * 1.082392200f - z5;
        var u12 = z5 - z10 * 2.613125930f;
        var t6 = u12 - t7;
        var t5 = u11 - t6;
        var t4 = u10 + t5;
        (d[0], d[7]) = (t0 + t7, t0 - t7);
        (d[1], d[6]) = (t1 + t6, t1 - t6);
        (d[2], d[5]) = (t2 + t5, t2 - t5);
        (d[4], d[3]) = (t3 + t4, t3 - t4);
    }

    public static void Transpose(ref Block d)
    {
        if (Avx.IsSupported) TransposeAvx(ref d);
        else TransposeScalar(ref d);
    }

    private static void TransposeAvx(ref Block d)
    {
        var (a0, a1) = (Avx.UnpackLow(d[0], d[1]), Avx.UnpackHigh(d[0], d[1]));
        var (a2, a3) = (Avx.UnpackLow(d[2], d[3]), Avx.UnpackHigh(d[2], d[3]));
        var (a4, a5) = (Avx.UnpackLow(d[4], d[5]), Avx.UnpackHigh(d[4], d[5]));
        var (a6, a7) = (Avx.UnpackLow(d[6], d[7]), Avx.UnpackHigh(d[6], d[7]));
        var (b0, b1) = (Avx.Shuffle(a0, a2, 0x44), Avx.Shuffle(a0, a2, 0xEE));
        var (b2, b3) = (Avx.Shuffle(a1, a3, 0x44), Avx.Shuffle(a1, a3, 0xEE));
        var (b4, b5) = (Avx.Shuffle(a4, a6, 0x44), Avx.Shuffle(a4, a6, 0xEE));
        var (b6, b7) = (Avx.Shuffle(a5, a7, 0x44), Avx.Shuffle(a5, a7, 0xEE));
        (d[0], d[4]) = (Avx.Permute2x128(b0, b4, 0x20), Avx.Permute2x128(b0, b4, 0x31));
        (d[1], d[5]) = (Avx.Permute2x128(b1, b5, 0x20), Avx.Permute2x128(b1, b5, 0x31));
        (d[2], d[6]) = (Avx.Permute2x128(b2, b6, 0x20), Avx.Permute2x128(b2, b6, 0x31));
        (d[3], d[7]) = (Avx.Permute2x128(b3, b7, 0x20), Avx.Permute2x128(b3, b7, 0x31));
    }

    private static void TransposeScalar(ref Block d)
    {
        var values = MemoryMarshal.Cast<Block, float>(MemoryMarshal.CreateSpan(ref d, 1));
        for (var j = 0; j < 8; j++)
            for (var i = 0; i < j; i++) (values[j * 8 + i], values[i * 8 + j]) = (values[i * 8 + j], values[j * 8 + i]);
    }
}
