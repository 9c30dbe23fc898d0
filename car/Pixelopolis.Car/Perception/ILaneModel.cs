namespace Pixelopolis.Car.Perception;

/// <summary>
/// The lane model behind its port. In: RGB bytes, <see cref="LaneCrop.Height"/> × <see cref="LaneCrop.Width"/> × 3, row-major.
/// Out: steering for follow, left, straight, right, each in [−1, 1], +1 = full right. Allocates nothing.
/// </summary>
public interface ILaneModel
{
    void Infer(ReadOnlySpan<byte> crop, Span<float> steering);

    /// <summary>Forgets what a recurrent model remembers of the frames before: the car was put somewhere else.</summary>
    void Reset() { }
}
