using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;

namespace Pixelopolis.Car.Tests.Decision;

public class SpeedPlannerTests
{
    private static readonly DecisionOptions Options = new();
    private readonly SpeedPlanner _planner = new(Options);

    /// <summary>As sure of its place as a score says (0 to 1), by its deviation alone.</summary>
    private static RouteEstimate Sure(double score)
    {
        var range = 0.125 * Math.Sqrt(1 / score - 1) / 2.6;
        const double systematic = 0.006;
        var at = new RouteEstimate(1, 0, 0, 0, 0, Math.Sqrt(Math.Max(0, range * range - 2 * systematic * systematic)), 0, 0.01);
        Assert.Equal(score, at.Score, 9);
        return at;
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0.2500001)]
    public void At_a_good_score_the_car_drives_at_full_speed(double score) => Assert.Equal(Options.CruiseSpeed, _planner.SureSpeed(Sure(score)), 9);

    [Fact]
    public void Below_a_score_of_a_quarter_it_slows_and_at_none_it_hardly_moves()
    {
        Assert.Equal(0.25, Options.SlowBelowScore);
        double[] scores = [0.25, 0.24, 0.2, 0.125, 0.05, 0.001];
        var speeds = scores.Select(s => _planner.SureSpeed(Sure(s))).ToArray();
        Assert.All(speeds.Zip(speeds.Skip(1)), pair => Assert.True(pair.Second < pair.First));
        Assert.Equal((0.38 + 0.1) / 2, speeds[3], 6);
        Assert.InRange(speeds[^1], 0.1, 0.102);
        Assert.Equal(0.1, _planner.SureSpeed(Sure(0.5) with { DeviationS = 1e9 }), 6);
    }

    [Fact]
    public void The_likelier_it_is_somewhere_else_the_slower_it_drives_however_well_it_knows_this_place()
    {
        double[] doubts = [0, 0.1, 0.3, 0.6, 0.9];
        var speeds = doubts.Select(d => _planner.SureSpeed(Sure(0.9) with { Doubt = d })).ToArray();
        Assert.Equal(Options.CruiseSpeed, speeds[0], 9);
        Assert.All(speeds.Zip(speeds.Skip(1)), pair => Assert.True(pair.Second < pair.First));
        Assert.Equal(0.1, _planner.SureSpeed(Sure(0.9) with { Doubt = 1 }), 9);
    }
}
