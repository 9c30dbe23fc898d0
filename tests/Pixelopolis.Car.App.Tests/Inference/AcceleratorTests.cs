using Microsoft.ML.OnnxRuntime;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.App.Tests.Rig;

namespace Pixelopolis.Car.App.Tests.Inference;

/// <summary>On a build of ONNX Runtime without accelerators, as every Linux one is.</summary>
public sealed class AcceleratorTests
{
    [Fact]
    public void Auto_tries_each_in_turn_and_says_in_one_line_what_runs_where_and_why()
    {
        using var model = OnnxLaneModel.Load(TinyModels.FourHeads(), "tiny", Accelerator.Auto).Model!;
        Assert.Equal(Accelerator.Cpu, model.Placement.On);
        Assert.Equal("cpu, 1 thread (nnapi: not in this build of ONNX Runtime; xnnpack: not in this build of ONNX Runtime)", model.Placement.ToString());
    }

    [Theory]
    [InlineData(Accelerator.Nnapi, "cpu, 1 thread (nnapi: not in this build of ONNX Runtime)")]
    [InlineData(Accelerator.Xnnpack, "cpu, 1 thread (xnnpack: not in this build of ONNX Runtime)")]
    [InlineData(Accelerator.Cpu, "cpu, 1 thread")]
    public void One_that_is_asked_for_falls_back_to_the_processor(Accelerator wanted, string said)
    {
        using var detector = OnnxDetector.Load(TinyDetectors.Seeing(new TinySight(1, 1, 0, 0, 1, 1)), "tiny", new DetectorOptions { Accelerator = wanted }).Detector!;
        Assert.Equal(said, detector.Placement.ToString());
        Assert.Equal(1, detector.Detect(new byte[detector.Input.Bytes], new Pixelopolis.Car.Perception.Detection[4]));
    }

    [Fact]
    public void One_that_takes_a_model_and_fails_at_its_first_run_is_passed_over_for_the_next_and_that_is_said()
    {
        var placement = OnnxSession.Open(TinyModels.FourHeads(), Accelerator.Auto, placed =>
        {
            using (placed.Session)
            {
                if (placed.Placement.On != Accelerator.Cpu) FailToRun(placed.Session);
                return placed.Placement;
            }
        }, Present);
        Assert.Equal(Accelerator.Cpu, placement.On);
        Assert.Equal([Accelerator.Nnapi, Accelerator.Xnnpack], placement.Refused.Select(r => r.Tried));
        Assert.All(placement.Refused, r => Assert.StartsWith("it takes the model and does not run it: ", r.Why, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', placement.ToString());
    }

    [Fact]
    public void What_fails_its_first_run_on_the_processor_too_is_refused() =>
        Assert.Throws<OnnxRuntimeException>(() => OnnxSession.Open(TinyModels.FourHeads(), Accelerator.Auto, placed =>
        {
            using (placed.Session) FailToRun(placed.Session);
            return placed.Placement;
        }, Present));

    [Fact]
    public void Every_session_runs_on_its_callers_thread_alone_whatever_it_is_tried_on()
    {
        var threads = new List<(Accelerator, int, int, ExecutionMode)>();
        OnnxSession.Open(TinyModels.FourHeads(), Accelerator.Auto, placed =>
        {
            using (placed.Session) return placed.Placement;
        }, (accelerator, options) =>
        {
            threads.Add((accelerator, options.IntraOpNumThreads, options.InterOpNumThreads, options.ExecutionMode));
            return accelerator == Accelerator.Cpu ? null : "not today";
        });
        Assert.Equal(Accelerator.Auto.Order().Select(a => (a, 1, 1, ExecutionMode.ORT_SEQUENTIAL)), threads);
    }

    /// <summary>As if this build had them all; the processor runs what they are given.</summary>
    private static string? Present(Accelerator accelerator, SessionOptions options) => null;

    /// <summary>ONNX Runtime's own error, from a picture of the wrong shape.</summary>
    private static void FailToRun(InferenceSession session)
    {
        using var run = new RunOptions();
        using var wrong = OrtValue.CreateTensorValueFromMemory(new byte[3], [1, 1, 1, 3]);
        using var outputs = session.Run(run, new Dictionary<string, OrtValue> { [session.InputNames[0]] = wrong }, session.OutputNames);
    }

    [Fact]
    public void What_no_accelerator_and_not_the_processor_can_run_is_no_model() =>
        Assert.Equal(LaneModelFaultKind.NotOnnx, OnnxLaneModel.Load([1, 2, 3], "tiny", Accelerator.Auto).Fault!.Kind);

    [Fact]
    public void Their_words_are_read_as_they_are_written()
    {
        Assert.All(Enum.GetValues<Accelerator>(), a => Assert.Equal(a, Accelerators.Of(a.Word())));
        Assert.Null(Accelerators.Of("gpu"));
    }
}
