using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.App.Tests.Rig;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.App.Tests.Inference;

public sealed class OnnxLaneModelTests
{
    private readonly byte[] _crop = new byte[LaneCrop.Bytes];
    private readonly float[] _steering = new float[4];

    [Fact]
    public void Four_heads_come_out_in_the_order_of_the_intents()
    {
        using var model = Loaded(TinyModels.FourHeads());
        model.Infer(_crop, _steering);
        Assert.Equal([TinyModels.FollowOffset, TinyModels.LeftOffset, TinyModels.StraightOffset, TinyModels.RightOffset], _steering);
    }

    [Fact]
    public void The_bytes_of_the_crop_reach_the_model_as_they_are()
    {
        using var model = Loaded(TinyModels.FourHeads(gain: 1));
        for (var i = 0; i < _crop.Length; i++) _crop[i] = (byte)(i % 2 == 0 ? 255 : 0);
        model.Infer(_crop, _steering);
        Assert.Equal(0.5f, _steering[0], 1e-4);
        Array.Fill(_crop, (byte)51);
        model.Infer(_crop, _steering);
        Assert.Equal(0.2f, _steering[0], 1e-4);
    }

    [Fact]
    public void One_head_steers_for_every_intent()
    {
        using var model = Loaded(TinyModels.OneHead());
        model.Infer(_crop, _steering);
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], _steering);
    }

    [Fact]
    public void A_recurrent_model_remembers_from_frame_to_frame_and_starts_at_zero()
    {
        using var model = Loaded(TinyModels.Recurrent());
        Assert.Equal(1, model.Signature.StateSize);
        for (var frame = 0; frame < 3; frame++)
        {
            model.Infer(_crop, _steering);
            Assert.Equal(frame / 100f, _steering[0], 1e-6);
        }
        model.Reset();
        model.Infer(_crop, _steering);
        Assert.Equal(0, _steering[0]);
    }

    [Fact]
    public void Inference_allocates_nothing()
    {
        using var model = Loaded(TinyModels.Recurrent());
        model.Infer(_crop, _steering);
        Assert.Equal(0, Allocations.InSteadyState(() =>
        {
            for (var i = 0; i < 500; i++) model.Infer(_crop, _steering);
        }));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var fault = OnnxLaneModel.Load("/nowhere/lane.onnx").Fault!;
        Assert.Equal(LaneModelFaultKind.Missing, fault.Kind);
        Assert.Contains("/nowhere/lane.onnx", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Garbage_is_no_model() => Assert.Equal(LaneModelFaultKind.NotOnnx, Refused([1, 2, 3, 4]).Kind);

    [Fact]
    public void A_truncated_model_is_no_model() => Assert.Equal(LaneModelFaultKind.NotOnnx, Refused(TinyModels.FourHeads()[..200]).Kind);

    [Fact]
    public void A_wrong_input_is_refused_with_what_was_expected_and_what_was_found()
    {
        var fault = Refused(TinyModels.WrongInput());
        Assert.Equal(LaneModelFaultKind.WrongInput, fault.Kind);
        Assert.Contains("uint8 [1,40,120,3]", fault.Message, StringComparison.Ordinal);
        Assert.Contains("image: uint8 [1,66,200,3]", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_output_is_refused_with_what_was_expected_and_what_was_found()
    {
        var fault = Refused(TinyModels.WrongOutput());
        Assert.Equal(LaneModelFaultKind.WrongOutput, fault.Kind);
        Assert.Contains("[1,4]", fault.Message, StringComparison.Ordinal);
        Assert.Contains("steering: float [1,3]", fault.Message, StringComparison.Ordinal);
    }

    private static OnnxLaneModel Loaded(byte[] bytes)
    {
        var loading = OnnxLaneModel.Load(bytes, "tiny");
        Assert.Null(loading.Fault);
        return loading.Model!;
    }

    private static LaneModelFault Refused(byte[] bytes)
    {
        var loading = OnnxLaneModel.Load(bytes, "tiny");
        Assert.Null(loading.Model);
        return loading.Fault!;
    }
}
