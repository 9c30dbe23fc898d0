using Pixelopolis.Car.App.Inference;

namespace Pixelopolis.Replay.Tests.Pictures;

/// <summary>
/// Recorded pictures through the crop and the shipped lane model: whole frames of a simulated drive, and frames of real ones. Recorded anew
/// when the model changes (README.md of this project).
/// </summary>
public class PictureTests
{
    /// <summary>
    /// Of full steering. The crop is whole-number arithmetic and must be the same to the last bit. The model sums up to 1,600 products in
    /// single precision for each of its values, and processors sum in different orders (vector widths, fused multiply-add): two libraries
    /// that do, on one processor, differ by 3e-7 (the model's card, parity). This is the bound that the trainer holds an export to, and
    /// still drives alike: a curvature off by 0.0008 per metre puts a car that nothing corrects 0.4 mm aside after a metre.
    /// </summary>
    private const float Tolerance = 1e-4f;
    private static readonly Lazy<PictureGolden> Golden = new(Recorded);

    [Fact]
    public void Recorded_pictures_steer_as_recorded_within_the_tolerance()
    {
        ShippedModel.MustBe(Golden.Value.Model, "Pictures");
        using var model = ShippedModel.Load();
        foreach (var recorded in Golden.Value.Pictures)
        {
            var now = PictureReading.Of(recorded.File, model);
            for (var i = 0; i < 4; i++)
                Assert.True(Math.Abs(now.Steering[i] - recorded.Steering[i]) <= Tolerance,
                    $"{recorded.File}, output {i}: {now.Steering[i]} instead of {recorded.Steering[i]} ± {Tolerance}; where that was meant: {Goldens.CommandFor("pictures")}");
        }
    }

    [Fact]
    public void Recorded_pictures_are_cropped_to_the_very_same_bytes()
    {
        using var model = ShippedModel.Load();
        Assert.Equal(Golden.Value.Pictures.Select(p => (p.File, p.Crop)), Golden.Value.Pictures.Select(p => (p.File, PictureReading.Of(p.File, model).Crop)));
    }

    [Fact]
    public void The_recording_holds_what_it_is_there_for()
    {
        var (simulated, real) = (Of("simulated/"), Of("real/"));
        Assert.InRange(simulated.Length, 16, 40);
        Assert.True(real.Length >= 8);
        // A drive with bends both ways in it; everywhere a number that can be steered by.
        Assert.True(simulated.Max(p => p.Steering.Max()) > 0.2 && simulated.Min(p => p.Steering.Min()) < -0.2);
        Assert.All(Golden.Value.Pictures, p => Assert.All(p.Steering, s => Assert.InRange(s, -2f, 2f)));
        Assert.Equal(Directory.GetFiles(PictureGolden.Folder, "*.jpg", SearchOption.AllDirectories).Length, Golden.Value.Pictures.Count);

        static PictureReading[] Of(string folder) => [.. Golden.Value.Pictures.Where(p => p.File.StartsWith(folder, StringComparison.Ordinal))];
    }

    private static PictureGolden Recorded()
    {
        if (Goldens.Rerecord("pictures"))
        {
            PictureRecorder.Record();
            PictureGolden.Record();
        }
        return PictureGolden.Read();
    }
}
