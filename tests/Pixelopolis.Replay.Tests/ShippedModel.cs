using Pixelopolis.Car.App.Inference;

namespace Pixelopolis.Replay.Tests;

/// <summary>The lane model that the cars drive with.</summary>
internal static class ShippedModel
{
    public static OnnxLaneModel Load()
    {
        var (model, fault) = OnnxLaneModel.Load(Path.Combine(Goldens.Root, "car", "models", "lane.onnx"));
        Assert.Null(fault);
        return model!;
    }

    /// <summary>Fails, saying what to do, when a golden was recorded with another model.</summary>
    public static void MustBe(string? recordedWith, string goldens)
    {
        using var model = Load();
        Assert.True(recordedWith == model.Sha256,
            $"recorded with the lane model {recordedWith ?? "(not named)"}, but car/models/lane.onnx is {model.Sha256}: record anew with {Goldens.CommandFor("drives,pictures")} and look at the difference of {goldens}");
    }
}
