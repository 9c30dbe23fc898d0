namespace Pixelopolis.Car.Perception;

/// <summary>
/// Something a detector saw. The box is in fractions of the whole camera frame (0..1, x to the right, y down), whatever part of it
/// the model looks at; the score is 0..1.
/// </summary>
public readonly record struct Detection(ObjectClass Class, float Score, float Left, float Top, float Right, float Bottom)
{
    public float Width => Right - Left;
    public float Height => Bottom - Top;
    public float MiddleX => (Left + Right) / 2;
    public float MiddleY => (Top + Bottom) / 2;
}
