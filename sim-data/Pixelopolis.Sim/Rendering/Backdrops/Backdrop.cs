using System.Numerics;
using OpenCvSharp;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering.Backdrops;

/// <summary>
/// The surroundings as a panorama of all directions near the horizon, ready to be looked up: columns run counter-clockwise from
/// the world's +x, rows down from <see cref="Highest"/>.
/// </summary>
internal sealed class Backdrop
{
    public const int Width = 2048;
    public const int Height = 512;
    public const float PerRadian = Width / (2 * MathF.PI);
    public const float Highest = 0.80f; // radians up; the lowest follows from the square texels

    private Backdrop(TextureLevel texels) => Texels = texels;

    /// <summary>It goes on from its right side on its left one.</summary>
    public TextureLevel Texels { get; }

    public static Backdrop Of(Appearance look)
    {
        IPanorama panorama = look.Surroundings switch
        {
            Surroundings.Studio => new StudioPanorama(look),
            Surroundings.Garden or Surroundings.Hills or Surroundings.Skyline => new OpenAirPanorama(look),
            _ => new RoomPanorama(look),
        };
        using var light = Mat.FromPixelData(Height, Width, MatType.CV_32FC3, Expose(panorama, look));
        Glare(light);
        light.GetArray(out Vec3f[] values);
        var pixels = Array.ConvertAll(values, v => Tone.Pixel(new Vector3(v.Item0, v.Item1, v.Item2)));
        return new Backdrop(Texture.Padded(pixels, Width, Height, wraps: true));
    }

    private static Vec3f[] Expose(IPanorama panorama, Appearance look)
    {
        var light = new Vec3f[Width * Height];
        var turn = look.LampAzimuth + look.BackdropRotation;
        var exposure = look.BackdropExposure * look.Exposure;
        for (var j = 0; j < Height; j++)
        {
            var (up, flat) = MathF.SinCos(Highest - (j + 0.5f) / PerRadian);
            for (var i = 0; i < Width; i++)
            {
                var (sin, cos) = MathF.SinCos((i + 0.5f) / PerRadian - turn);
                var c = panorama.At(new Vector3(cos * flat, sin * flat, up)) * exposure;
                light[j * Width + i] = new Vec3f(c.X, c.Y, c.Z);
            }
        }
        return light;
    }

    // A lens is focused on the road; and what is much brighter than white spills over.
    private static void Glare(Mat light)
    {
        using var bright = new Mat();
        using var capped = new Mat();
        Cv2.Min(light, new Scalar(6, 6, 6), capped);
        Cv2.Subtract(capped, new Scalar(0.95, 0.95, 0.95), bright);
        Cv2.Max(bright, new Scalar(0, 0, 0), bright);
        using var small = new Mat();
        Cv2.Resize(bright, small, new Size(Width / 4, Height / 4), 0, 0, InterpolationFlags.Area);
        Cv2.GaussianBlur(small, small, new Size(0, 0), 7);
        Cv2.Resize(small, bright, new Size(Width, Height));
        Cv2.GaussianBlur(capped, light, new Size(0, 0), 0.9);
        Cv2.ScaleAdd(bright, 0.35, light, light);
    }
}
