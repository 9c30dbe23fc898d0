namespace Pixelopolis.Sim.Rendering;

/// <summary>
/// The phone's camera on the car: where it sits and what it takes. Pixels, metres, radians.
/// Pitch is positive when the camera looks down, roll when the car leans to its right.
/// </summary>
public sealed record CameraMount
{
    public int Width { get; init; } = 640;
    public int Height { get; init; } = 480;
    public double FocalPixels { get; init; } = 493;
    public double PitchRadians { get; init; } = 4 * Math.PI / 180;
    public double RollRadians { get; init; }
    public double HeightAboveGround { get; init; } = 0.12;
    public double BehindAxle { get; init; } = 0.08;
}
