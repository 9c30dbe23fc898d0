using CsCheck;
using Pixelopolis.City.Geometry;
using Pixelopolis.City.Planning;

namespace Pixelopolis.City.Tests.Planning;

public sealed class RoadPathTests
{
    [Fact]
    public void A_rounded_corner_keeps_its_radius_and_its_ends()
    {
        var path = RoadPath.Through([new(0, 0), new(2, 0, 0.5), new(2, 2)])!;
        Assert.Equal([0, 2, 0], path.Pieces.Select(p => Math.Round(p.Curvature, 9)));
        Assert.Equal(3 + Math.PI / 4, path.Length, 9);
        Assert.Equal((2.0, 2.0), (Math.Round(path.End.X, 9), Math.Round(path.End.Y, 9)));
        Assert.Null(RoadPath.Through([new(0, 0), new(0.4, 0, 0.5), new(0.4, 2)]));
    }

    [Fact]
    public void Lanes_lie_beside_their_axis_and_are_as_long_as_their_bends_say()
    {
        var axis = RoadPath.Through([new(0, 0), new(2, 0, 0.5), new(2, 2)])!;
        Assert.Equal(3 + 0.375 * Math.PI / 2, axis.Offset(0.125).Length, 9);
        Assert.Equal(3 + 0.625 * Math.PI / 2, axis.Offset(-0.125).Length, 9);
        var back = axis.Reversed().Offset(-0.125);
        Assert.Equal((1.875, 2.0), (Math.Round(back.Start.X, 9), Math.Round(back.Start.Y, 9)));
        Assert.Equal(axis.Offset(0.125).Length, back.Length, 9);
    }

    [Fact]
    public void A_turn_joins_its_poses_smoothly() =>
        Gen.Select(Gen.Double[0.25, 0.6], Gen.Double[0.25, 0.6], Gen.Double[-2, 2], Gen.Double[-0.15, 0.15]).Sample(Joins);

    [Theory]
    [InlineData(-9.499e-7)]
    [InlineData(5e-8)]
    [InlineData(1e-10)]
    [InlineData(0)]
    public void A_turn_of_next_to_nothing_joins_its_poses_too(double heading) => Joins(0.6, 0.43314726690050265, heading, 0);

    private static void Joins(double d1, double d2, double heading, double shift)
    {
        // An approach from the west, an exit to any side, both aimed near the crossing's centre.
        var from = new Pose(-d1, -0.125, 0);
        var (x, y) = new Pose(0, 0, heading).Ahead(d2, -0.125 + shift);
        var to = new Pose(x, y, heading);
        var path = TurnPath.Between(from, to);
        Assert.Equal(to.X, path.End.X, 6);
        Assert.Equal(to.Y, path.End.Y, 6);
        Assert.True(Math.Abs(Angle.Difference(to.Theta, path.End.Theta)) < 1e-6);
        foreach (var (a, b) in path.Pieces.Zip(path.Pieces.Skip(1)))
            Assert.True(Math.Abs(Angle.Difference(a.End.Theta, b.Start.Theta)) < 1e-6);
    }

    [Fact]
    public void A_square_right_turn_is_as_wide_as_fits()
    {
        var turn = TurnPath.Between(new Pose(0.125, -0.36, Math.PI / 2), new Pose(0.36, -0.125, 0));
        var arc = Assert.Single(turn.Pieces);
        Assert.Equal(-1 / 0.235, arc.Curvature, 9);
    }
}
