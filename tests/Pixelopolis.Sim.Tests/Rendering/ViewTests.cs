using System.Numerics;
using CsCheck;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Sim.Tests.Rendering;

public sealed class ViewTests
{
    [Fact]
    public void The_bottom_quarter_begins_and_ends_where_the_design_says()
    {
        var view = View.From(new CameraMount(), default);
        Assert.Equal(0.21, Ahead(view, 480), 2);
        Assert.Equal(0.38, Ahead(view, 360), 2);

        static float Ahead(in View view, float row)
        {
            var ray = view.Ray(320, row);
            return ray.X * view.Eye.Z / -ray.Z;
        }
    }

    [Fact]
    public void A_car_that_leans_right_sees_things_on_its_right_higher_in_the_picture()
    {
        var level = View.From(new CameraMount { PitchRadians = 0 }, default);
        var leaning = View.From(new CameraMount { PitchRadians = 0, RollRadians = 0.1 }, default);
        var right = new Vector3(1, -0.4f, 0.12f);
        Assert.True(leaning.Project(right).Y < level.Project(right).Y - 10);
    }

    [Fact]
    public void Projecting_a_point_of_a_ray_gives_the_rays_pixel_back() =>
        Gen.Select(Gen.Double[-3, 3], Gen.Double[-0.1, 0.4], Gen.Double[-0.1, 0.1], Gen.Float[1, 639], Gen.Float[1, 479], Gen.Float[0.1f, 5]).Sample((heading, pitch, roll, u, v, t) =>
        {
            var view = View.From(new CameraMount { PitchRadians = pitch, RollRadians = roll }, new Pose(1, 2, heading));
            var seen = view.Project(view.Eye + view.Ray(u, v) * t);
            return Math.Abs(seen.X - u) < 0.05 && Math.Abs(seen.Y - v) < 0.05 && Math.Abs(seen.Z - t) < 0.001;
        });
}
