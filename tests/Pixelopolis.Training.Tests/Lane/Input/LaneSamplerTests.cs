using Pixelopolis.Training.Input;
using Pixelopolis.City;
using Pixelopolis.Datasets.Lane;
using Pixelopolis.Training.Lane.Input;

namespace Pixelopolis.Training.Tests.Lane.Input;

public sealed class LaneSamplerTests
{
    // 900 straights, 80 bends, 20 left turns.
    private static readonly LaneFrame[] Frames =
    [
        .. Enumerable.Range(0, 1000).Select(i => new LaneFrame(1, 0, i, i < 900 ? 0 : i < 980 ? 3 : 1, i < 980 ? Intent.Follow : Intent.Left, LaneSource.Expert, LaneSplit.Train)),
    ];

    [Theory]
    [InlineData(0, 0.90, 0.08, 0.02)]
    [InlineData(1, 0.333, 0.333, 0.333)]
    [InlineData(0.5, 0.691, 0.206, 0.103)] // √900 : √80 : √20
    public void Bins_are_drawn_with_the_shares_that_balance_promises(double balance, double straights, double bends, double turns)
    {
        var drawn = Draw(balance, 30_000);
        Assert.Equal(straights, drawn.Count(i => i < 900) / 30_000.0, 0.02);
        Assert.Equal(bends, drawn.Count(i => i is >= 900 and < 980) / 30_000.0, 0.02);
        Assert.Equal(turns, drawn.Count(i => i >= 980) / 30_000.0, 0.02);
    }

    [Fact]
    public void A_single_odd_frame_is_not_drawn_over_and_over()
    {
        LaneFrame[] frames = [.. Frames, Frames[0] with { Intent = Intent.Right, Curvature = -9 }];
        var sampler = new LaneSampler(frames, [.. Enumerable.Range(0, frames.Length)], 1);
        var random = new SampleRandom(1, 1, 0);
        var often = Enumerable.Range(0, 20_000).Count(_ => sampler.Draw(ref random) == 1000);
        Assert.InRange(often, 1, 20_000 * 21 / 1001); // at most about 20 times its natural share
    }

    [Fact]
    public void Every_frame_can_be_drawn_and_no_other_is()
    {
        int[] some = [3, 901, 985, 999];
        var sampler = new LaneSampler(Frames, some, 0.6);
        var random = new SampleRandom(4, 1, 0);
        Assert.Equal(some, Enumerable.Range(0, 500).Select(_ => sampler.Draw(ref random)).Distinct().Order());
    }

    private static int[] Draw(double balance, int count)
    {
        var sampler = new LaneSampler(Frames, [.. Enumerable.Range(0, Frames.Length)], balance);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var random = new SampleRandom(7, 1, i);
            return sampler.Draw(ref random);
        })];
    }
}
