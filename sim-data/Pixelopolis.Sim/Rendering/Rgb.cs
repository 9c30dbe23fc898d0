using System.Runtime.Intrinsics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>From the four bytes a pixel has while it is drawn to the three it has in a frame.</summary>
internal static class Rgb
{
    public static void Pack(ReadOnlySpan<uint> rgba, Span<byte> rgb)
    {
        var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
        var k = 0;
        for (; k + 8 <= rgba.Length; k += 4) // four pixels at a time; the four bytes too many are written over by the next
            Vector128.Shuffle(Vector128.LoadUnsafe(in rgba[k]).AsByte(), order).StoreUnsafe(ref rgb[3 * k]);
        for (; k < rgba.Length; k++) (rgb[3 * k], rgb[3 * k + 1], rgb[3 * k + 2]) = ((byte)rgba[k], (byte)(rgba[k] >> 8), (byte)(rgba[k] >> 16));
    }
}
