using OpenCvSharp;
using Pixelopolis.Sim.Roads;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Cracks in the asphalt: thin lines that wander and fork.</summary>
internal static class CrackLayer
{
    /// <returns>255 in a crack, one byte for each texel of the raster; null where there are none.</returns>
    public static byte[]? Of(Appearance look, Bounds bounds, double step, int width, int height)
    {
        var dice = Dice.For(look.Seed, "cracks");
        var count = (int)(look.Cracks * (bounds.X1 - bounds.X0) * (bounds.Y1 - bounds.Y0));
        if (count <= 0) return null;
        using var mat = new Mat(height, width, MatType.CV_8UC1, Scalar.Black);
        for (var k = 0; k < count; k++)
            Wander(mat, ref dice, dice.Between(0.0, width), dice.Between(0.0, height), dice.Between(-Math.PI, Math.PI), dice.Between(0.05, 0.35) / step, step);
        mat.GetArray(out byte[] bytes);
        return bytes;
    }

    private static void Wander(Mat mat, ref Dice dice, double x, double y, double heading, double left, double step)
    {
        var stride = 0.012 / step;
        while (left > 0)
        {
            heading += dice.Normal() * 0.45;
            var (nx, ny) = (x + stride * Math.Cos(heading), y + stride * Math.Sin(heading));
            Cv2.Line(mat, (int)x, (int)y, (int)nx, (int)ny, new Scalar(dice.Between(110.0, 255.0)), 1, LineTypes.AntiAlias);
            (x, y, left) = (nx, ny, left - stride);
            if (dice.Chance(0.03) && left > 4 * stride) Wander(mat, ref dice, x, y, heading + dice.Between(-1.2, 1.2), left * 0.5, step);
        }
    }
}
