using TorchSharp;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Lane;

/// <summary>
/// Huber loss over the labels that are there. Squared for small errors, linear beyond <see cref="Delta"/>, so that one odd frame does not pull
/// the wheel; a label that is NaN asks nothing of its output.
/// </summary>
public static class LaneLoss
{
    public const double Delta = 0.25;

    /// <param name="predicted">[B,4]</param>
    /// <param name="labels">[B,4], NaN where not applicable.</param>
    /// <returns>The mean over all labels given, a scalar.</returns>
    public static Tensor Masked(Tensor predicted, Tensor labels)
    {
        var given = labels.isnan().logical_not();
        return nn.functional.huber_loss(predicted.masked_select(given), labels.masked_select(given), Delta);
    }

    /// <summary>The same for one number: what validation and metrics use.</summary>
    public static double Of(double error)
    {
        var size = Math.Abs(error);
        return size <= Delta ? 0.5 * size * size : Delta * (size - 0.5 * Delta);
    }
}
