namespace Pixelopolis.Car.App.Inference;

/// <summary>What a model is to run on. <see cref="Auto"/> tries all in this order.</summary>
public enum Accelerator { Auto, Nnapi, Xnnpack, Cpu }

/// <summary>Their words on the command line and in what is said.</summary>
public static class Accelerators
{
    public static IReadOnlyList<string> Words { get; } = ["auto", "nnapi", "xnnpack", "cpu"];

    /// <summary>Null for a word that is none.</summary>
    public static Accelerator? Of(string word) => Words.ToList().IndexOf(word) is >= 0 and var i ? (Accelerator)i : null;

    public static string Word(this Accelerator accelerator) => Words[(int)accelerator];

    /// <summary>In which order they are tried; the processor's plain code is the last resort of all.</summary>
    internal static IReadOnlyList<Accelerator> Order(this Accelerator wanted) => wanted switch
    {
        Accelerator.Auto => [Accelerator.Nnapi, Accelerator.Xnnpack, Accelerator.Cpu],
        Accelerator.Cpu => [Accelerator.Cpu],
        _ => [wanted, Accelerator.Cpu],
    };
}

/// <summary>What a model runs on, and why it does not run on what was tried before.</summary>
/// <param name="On">What it runs on. With an accelerator, the nodes that it does not take stay on the processor.</param>
/// <param name="Refused">Each with its reason.</param>
public sealed record Placement(Accelerator On, IReadOnlyList<(Accelerator Tried, string Why)> Refused)
{
    /// <summary>As <c>cpu, 1 thread (nnapi: not in this build of ONNX Runtime)</c>.</summary>
    public override string ToString()
    {
        var on = On == Accelerator.Nnapi ? "nnapi, what it refuses on cpu" : $"{On.Word()}, 1 thread";
        return Refused.Count == 0 ? on : $"{on} ({string.Join("; ", Refused.Select(r => $"{r.Tried.Word()}: {r.Why}"))})";
    }
}
