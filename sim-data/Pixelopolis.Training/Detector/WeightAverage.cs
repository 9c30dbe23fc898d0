using TorchSharp;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Detector;

/// <summary>A network whose weights follow another's slowly: what is validated and exported (an exponential moving average, batch norm's statistics included).</summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly double _keep;
    private readonly (Tensor Average, Tensor Current)[] _tensors;

    public WeightAverage(DetectorNetwork current, double keep)
    {
        _keep = keep;
        Network = new(current.Architecture);
        var (mine, its) = (Network.state_dict(), current.state_dict());
        _tensors = [.. mine.Select(pair => (pair.Value, its[pair.Key]))];
        using var noGradient = no_grad();
        foreach (var (average, now) in _tensors) average.copy_(now);
    }

    public DetectorNetwork Network { get; }

    /// <param name="steps">Done so far: at first the average follows closely.</param>
    public void Follow(long steps)
    {
        var keep = Math.Min(_keep, (1.0 + steps) / (10.0 + steps));
        using Scalar stay = keep;
        using Scalar take = 1 - keep;
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (average, now) in _tensors)
            if (average.is_floating_point()) average.mul_(stay).add_(now, take);
            else average.copy_(now);
    }

    public void Dispose() => Network.Dispose();
}
