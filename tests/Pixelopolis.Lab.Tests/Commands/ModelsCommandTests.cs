using Pixelopolis.Car.Perception;
using Pixelopolis.Datasets.Onnx;
using Pixelopolis.Lab.Commands;
using Spectre.Console;

namespace Pixelopolis.Lab.Tests.Commands;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-models-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_shipped_models_are_sound_and_ready_and_it_says_what_each_runs_on_here()
    {
        var (code, said) = Check(Path.GetDirectoryName(LabPaths.LaneModel)!);
        Assert.True(code == 0, said);
        // Neither accelerator is in a desktop's build: that is said, model by model, not taken for granted.
        Assert.Contains("lane keeper (an output for each intent), ONNX Runtime on cpu, 1 thread (nnapi: not in this build of ONNX Runtime; xnnpack: ", said, StringComparison.Ordinal);
        Assert.Matches(@"detector \(.*\), ONNX Runtime on cpu, 1 thread \(nnapi: ", said);
        Assert.DoesNotContain("not ready", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_model_that_is_not_ready_for_NNAPI_fails_and_the_node_is_named()
    {
        Lane("HardSwish");
        var (code, said) = Check(_folder);
        Assert.Equal(1, code);
        Assert.Contains("lane.onnx is not ready for NNAPI: 1 of 5 nodes would stay on the processor, the first HardSwish:bent: HardSwish is none of the provider's operators", said, StringComparison.Ordinal);
        Assert.Contains("ONNX Runtime on cpu", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_model_with_an_operator_that_is_taken_passes()
    {
        Lane("Relu");
        var (code, said) = Check(_folder);
        Assert.True(code == 0, said);
    }

    [Fact]
    public void What_is_no_model_fails_and_says_why()
    {
        File.WriteAllText(Path.Combine(_folder, "lane.onnx"), "garbage");
        var (code, said) = Check(_folder);
        Assert.Equal(1, code);
        Assert.Contains("lane.onnx: not a model that ONNX Runtime can run", said, StringComparison.Ordinal);
        Assert.Equal(1, Check(Path.Combine(_folder, "nowhere")).Code);
    }

    /// <summary>A lane model: the picture's mean, through an operator.</summary>
    private void Lane(string operation)
    {
        var graph = new OnnxGraph("lane");
        var image = graph.Input(new OnnxValue("image", OnnxType.UInt8, 1, LaneCrop.Height, LaneCrop.Width, 3));
        var floats = graph.Node("Cast", "floats", [image], new OnnxAttribute("to", (long)OnnxType.Float));
        var planes = graph.Node("Transpose", "planes", [floats], new OnnxAttribute("perm", [0, 3, 1, 2]));
        var bent = graph.Node(operation, "bent", [graph.Node("GlobalAveragePool", "mean", [planes])]);
        var weights = graph.Constant(OnnxTensor.Floats("w", [4, 3, 1, 1], new float[12]));
        var shape = graph.Constant(new OnnxTensor("shape", OnnxType.Int64, [2], [.. BitConverter.GetBytes(1L), .. BitConverter.GetBytes(4L)]));
        graph.Output(new OnnxValue(graph.Node("Reshape", "steering", [graph.Node("Conv", "heads", [bent, weights]), shape]), OnnxType.Float, 1, 4));
        File.WriteAllBytes(Path.Combine(_folder, "lane.onnx"), graph.ToBytes("tests", "1"));
    }

    private static (int Code, string Said) Check(string folder)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 1000;
        return (ModelsCommand.Check(folder, console), output.ToString());
    }
}
