using System.Numerics;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// A pinhole camera in the world: where its eye is and the three directions of its picture, unit vectors, z up.
/// Pixel (u, v) has its middle at (u + ½, v + ½); the optical axis meets the picture at (CentreX, CentreY).
/// </summary>
internal readonly record struct View(Vector3 Eye, Vector3 Right, Vector3 Down, Vector3 Forward, float Focal, float CentreX, float CentreY)
{
    public static View From(CameraMount mount, Pose axle)
    {
        var (x, y) = axle.Ahead(-mount.BehindAxle);
        return Of(new Vector3((float)x, (float)y, (float)mount.HeightAboveGround), axle.Theta, mount.PitchRadians, mount.RollRadians,
            mount.FocalPixels, mount.Width, mount.Height);
    }

    public static View Of(Vector3 eye, double heading, double pitch, double roll, double focal, int width, int height)
    {
        var (sin, cos) = Math.SinCos(heading);
        var (sinPitch, cosPitch) = Math.SinCos(pitch);
        var forward = new Vector3((float)(cos * cosPitch), (float)(sin * cosPitch), (float)-sinPitch);
        var right = new Vector3((float)sin, (float)-cos, 0);
        var down = Vector3.Cross(forward, right);
        var (sinRoll, cosRoll) = ((float)Math.Sin(roll), (float)Math.Cos(roll));
        return new View(eye, cosRoll * right + sinRoll * down, cosRoll * down - sinRoll * right, forward, (float)focal, width / 2f, height / 2f);
    }

    /// <summary>The direction seen at picture coordinates (u, v), scaled so that its part along the optical axis is 1.</summary>
    public Vector3 Ray(float u, float v) => Forward + Right * ((u - CentreX) / Focal) + Down * ((v - CentreY) / Focal);

    /// <summary>Picture coordinates of a world point and its depth along the optical axis, metres; the depth is ≤ 0 behind the camera.</summary>
    public Vector3 Project(Vector3 point)
    {
        var local = ToCamera(point);
        return new Vector3(CentreX + Focal * local.X / local.Z, CentreY + Focal * local.Y / local.Z, local.Z);
    }

    /// <summary>Metres to the right, down and ahead.</summary>
    public Vector3 ToCamera(Vector3 point)
    {
        var d = point - Eye;
        return new Vector3(Vector3.Dot(d, Right), Vector3.Dot(d, Down), Vector3.Dot(d, Forward));
    }
}
