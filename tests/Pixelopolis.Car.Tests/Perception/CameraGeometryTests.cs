using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.Tests.Perception;

public class CameraGeometryTests
{
    [Fact]
    public void The_bottom_quarter_shows_the_road_that_the_design_computes()
    {
        var camera = CameraGeometry.Reference;
        // Measured from the camera, which sits 0.08 m behind the axle.
        Assert.InRange(camera.GroundAhead(480) + camera.BehindAxle, 0.20, 0.215);
        Assert.InRange(camera.GroundAhead(360) + camera.BehindAxle, 0.37, 0.385);
        // A 0.25 m lane fits into the picture over the whole crop.
        Assert.True(0.25 * camera.PixelsPerMetre(camera.GroundAhead(479)) < 640);
    }

    [Fact]
    public void Rows_and_ground_are_each_others_inverse()
    {
        var camera = CameraGeometry.Reference;
        for (var row = 260; row < 480; row += 10) Assert.Equal(row, camera.RowOf(camera.GroundAhead(row)), 6);
    }
}
