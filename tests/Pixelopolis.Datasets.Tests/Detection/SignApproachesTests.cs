using Pixelopolis.Datasets.Detection;
using Pixelopolis.Datasets.Voc;

namespace Pixelopolis.Datasets.Tests.Detection;

public sealed class SignApproachesTests
{
    [Fact]
    public void A_car_drives_up_to_a_sign_that_grows_and_leaves_the_picture_and_a_seed_gives_the_same_drive()
    {
        var options = new DetectionOptions { Train = 0, Validation = 0, Test = 60, Seed = 4 };
        var approach = new SignApproaches(options, VocSplit.Test).Take(6).First(a => a.IsPlain);
        var sizes = approach.Frames.Where(f => f.Sign is not null).Select(f => f.Sign!.Box.Height).ToArray();
        Assert.True(sizes.Length >= 5);
        Assert.True(sizes.Max() > 1.3 * sizes[0], string.Join(" ", sizes));
        Assert.Null(approach.Frames[^1].Sign);
        var again = new SignApproaches(options, VocSplit.Test).Take(6).First(a => a.IsPlain);
        Assert.Equal(approach.Frames.Select(f => f.Sign), again.Frames.Select(f => f.Sign));
        Assert.Equal(approach.Frames[0].Rgb, again.Frames[0].Rgb);
    }
}
