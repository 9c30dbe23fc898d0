using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pixelopolis.Training.Optimizing;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019). TorchSharp's own one passes scalars that the garbage collector may free
/// while torch still reads them; every scalar here lives until its call is over. Its state goes into the checkpoint as plain numbers.
/// </summary>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private static readonly Scalar Keep1 = Beta1;
    private static readonly Scalar Take1 = 1 - Beta1;
    private static readonly Scalar Keep2 = Beta2;
    private static readonly Scalar Take2 = 1 - Beta2;
    private static readonly Scalar Epsilon = 1e-8;
    private static readonly Scalar One = 1.0; // add_ with one scalar makes another of its own

    private readonly (Parameter Parameter, Tensor Mean, Tensor Square, bool Decays)[] _states;
    private readonly double _weightDecay;
    private long _steps;

    /// <param name="parameters">What it moves.</param>
    /// <param name="weightDecay">In relation to the learning rate.</param>
    /// <param name="decays">Which parameters decay; all, where it is not given.</param>
    public AdamW(IEnumerable<Parameter> parameters, double weightDecay, Func<Parameter, bool>? decays = null)
    {
        _weightDecay = weightDecay;
        _states = [.. parameters.Select(parameter => (parameter, zeros(parameter.shape), zeros(parameter.shape), decays?.Invoke(parameter) ?? true))];
    }

    /// <summary>Moves every parameter by its gradient.</summary>
    public void Step(double learningRate)
    {
        _steps++;
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using Scalar decay = 1 - learningRate * _weightDecay;
        using Scalar move = -learningRate / (1 - Math.Pow(Beta1, _steps));
        using Scalar correction = 1 / Math.Sqrt(1 - Math.Pow(Beta2, _steps));
        foreach (var (parameter, mean, square, decays) in _states)
        {
            var gradient = parameter.grad!;
            if (decays) parameter.mul_(decay);
            mean.mul_(Keep1).add_(gradient, Take1);
            square.mul_(Keep2).addcmul_(gradient, gradient, Take2);
            parameter.addcdiv_(mean, square.sqrt().mul_(correction).add_(Epsilon, One), move);
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_steps);
        foreach (var tensor in Tensors()) writer.Write(MemoryMarshal.AsBytes<float>(tensor.data<float>().ToArray()));
    }

    public void Load(BinaryReader reader)
    {
        _steps = reader.ReadInt64();
        foreach (var state in Tensors())
        {
            var values = MemoryMarshal.Cast<byte, float>(reader.ReadBytes((int)state.numel() * sizeof(float))).ToArray();
            using var saved = tensor(values, state.shape);
            state.copy_(saved);
        }
    }

    public void Dispose()
    {
        foreach (var tensor in Tensors()) tensor.Dispose();
    }

    private IEnumerable<Tensor> Tensors() => _states.SelectMany(state => new[] { state.Mean, state.Square });
}
