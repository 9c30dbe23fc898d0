using Pixelopolis.Car.Perception;
using Pixelopolis.City.Geometry;

namespace Pixelopolis.Car.Traffic;

/// <summary>
/// How far to the sides of the picture the car's own way leads in its next half metre, from the camera: tangents, positive to the left; both 0 straight on,
/// and while there is no way.
/// </summary>
/// <param name="Left">0 or more.</param>
/// <param name="Right">0 or less.</param>
public readonly record struct WaySides(double Left, double Right)
{
    private const double Nearest = 0.1;
    private const double Farthest = 0.5;

    /// <summary>What the car itself takes of the picture to each side of its way, where things are that the picture cuts off.</summary>
    private const double Beside = 0.2;

    /// <param name="way">Of the axle, in the car's own coordinates.</param>
    /// <param name="camera">Of the car.</param>
    public static WaySides Of(ReadOnlySpan<Pose> way, CameraGeometry camera)
    {
        var (left, right) = (0.0, 0.0);
        foreach (ref readonly var place in way)
        {
            if (place.X < Nearest) continue;
            if (place.X * place.X + place.Y * place.Y > Farthest * Farthest) break;
            var tangent = place.Y / (place.X + camera.BehindAxle);
            (left, right) = (Math.Max(left, tangent), Math.Min(right, tangent));
        }
        return new WaySides(left, right);
    }

    /// <summary>Whether what comes in from one side of the picture to this tangent comes as far as the car's way.</summary>
    public bool AreReachedBy(double inner) => inner > 0 ? inner - Beside < Left : inner + Beside > Right;
}
