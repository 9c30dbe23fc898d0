using System.Numerics;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// The ground a picture from straight above shows: pixel (u, v)'s middle shows the ground at (X0 + (u + ½)·MetresPerPixel,
/// Y1 − (v + ½)·MetresPerPixel), metres. +y is up.
/// </summary>
public readonly record struct TopFrame(double X0, double Y1, double MetresPerPixel)
{
    public (double U, double V) PixelOf(double x, double y) => ((x - X0) / MetresPerPixel - 0.5, (Y1 - y) / MetresPerPixel - 0.5);
}

/// <summary>The whole city as a picture: from straight above, for maps, or from where a bird would sit, for people.</summary>
public static class TopView
{
    private const float Height = 40; // metres: from so far up walls hardly show
    private const int Fine = 2;
    private const uint White = 0xFFFFFFFF;

    /// <summary>The city from straight above, its roads with a little of the table around them.</summary>
    /// <param name="width">Pixels, 64 to 4096; the height follows from the city's shape.</param>
    public static (Picture Picture, TopFrame Frame) Render(CityScene scene, ReadOnlySpan<SceneActor> actors, int width = 1280)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 4096);
        var shown = scene.Ground.Bounds.Inflated(-0.12);
        var perPixel = (shown.X1 - shown.X0) / width;
        var height = (int)Math.Ceiling((shown.Y1 - shown.Y0) / perPixel);
        var middle = new Vector3((float)(shown.X0 + shown.X1) / 2, (float)(shown.Y1 - height * perPixel / 2), Height);
        var view = View.Of(middle, Math.PI / 2, Math.PI / 2, 0, Height / perPixel * Fine, width * Fine, height * Fine);
        return (Draw(scene, view, null, actors, width, height), new TopFrame(shown.X0, shown.Y1, perPixel));
    }

    /// <summary>The city from anywhere above the table.</summary>
    /// <param name="eye">Where from: metres; its Theta is the way the picture looks.</param>
    /// <param name="eyeHeight">Metres above the table.</param>
    /// <param name="pitch">Radians down from the horizon.</param>
    /// <param name="fieldOfView">Radians from the picture's left to its right side.</param>
    public static Picture Perspective(CityScene scene, ReadOnlySpan<SceneActor> actors, Pose eye, double eyeHeight, double pitch, double fieldOfView = 1.0, int width = 1280, int height = 720)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(eyeHeight);
        var focal = width * Fine / 2 / Math.Tan(fieldOfView / 2);
        View At(double heading) => View.Of(new((float)eye.X, (float)eye.Y, (float)eyeHeight), heading, pitch, 0, focal, width * Fine, height * Fine);
        return Draw(scene, At(eye.Theta), At(0), actors, width, height, eye.Theta);
    }

    private static Picture Draw(CityScene scene, in View view, View? ahead, ReadOnlySpan<SceneActor> actors, int width, int height, double heading = 0)
    {
        var stride = (width * Fine + 15) / 16 * 16;
        var painter = new ScenePainter(scene, stride, height * Fine, ahead, White);
        painter.Paint(view, heading, actors, 0, height * Fine);
        var rgb = new byte[width * height * 3];
        var row = new uint[width];
        for (var j = 0; j < height; j++)
        {
            for (var i = 0; i < width; i++)
            {
                var k = j * Fine * stride + i * Fine;
                row[i] = Texture.Average(painter.Picture[k], painter.Picture[k + 1], painter.Picture[k + stride], painter.Picture[k + stride + 1]);
            }
            Rgb.Pack(row, rgb.AsSpan(j * width * 3, width * 3));
        }
        return new Picture(width, height, rgb);
    }
}
