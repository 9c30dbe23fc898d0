using Pixelopolis.Car.Decision;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Teacher;

namespace Pixelopolis.Drives.Tests.Teacher;

public class TeacherLabelsTests
{
    /// <summary>The straightest way up to an intersection with three ways on.</summary>
    private static readonly Edge[] Approach = DefaultCity.Map.Edges
        .Where(e => DefaultCity.Intersections.StopLineAtEndOf(e.Id) is not null && DefaultCity.Map.From(e.EndNodeId).Count == 3)
        .SelectMany(e => DefaultCity.Map.Into(e.StartNodeId).Where(b => DefaultCity.Intersections.Containing(b.Id) is null).Select(b => new[] { b, e }))
        .MinBy(pair => Math.Abs(Angle.Difference(pair[1].Curve.End.Theta, pair[0].Curve.Start.Theta)) + (pair.Sum(e => e.Length) < 0.5 ? 10 : 0))!;

    private static float[] LabelsAt(double before, double left = 0, double heading = 0)
    {
        var turn = DefaultCity.Map.From(Approach[1].EndNodeId)[0];
        var path = new RoutePath([.. Approach, turn, .. DefaultCity.Map.From(turn.EndNodeId).Take(1)], DefaultCity.Intersections);
        var s = Approach.Sum(e => e.Length) - before;
        var route = new TeacherRoute(path, s);
        var (x, y) = path.At(s).Ahead(0, left);
        var pose = new Pose(x, y, path.At(s).Theta + heading);
        route.Follow(pose);
        var labels = new float[4];
        new TeacherLabels(DefaultCity.Map, DefaultCity.Intersections).Write(route, pose, labels);
        return labels;
    }

    [Fact]
    public void Far_before_an_intersection_there_is_only_the_lane_to_follow()
    {
        var labels = LabelsAt(0.40);
        Assert.InRange(labels[0], -0.05f, 0.05f);
        Assert.All(labels[1..], l => Assert.True(float.IsNaN(l)));
    }

    [Fact]
    public void At_the_stop_line_every_turn_has_its_own_steering()
    {
        var labels = LabelsAt(0.02);
        Assert.True(float.IsNaN(labels[(int)Intent.Follow]));
        Assert.True(labels[(int)Intent.Left] < labels[(int)Intent.Straight] - 0.03f);
        Assert.InRange(labels[(int)Intent.Straight], -0.1f, 0.1f);
        Assert.True(labels[(int)Intent.Right] > labels[(int)Intent.Straight] + 0.03f);
    }

    [Fact]
    public void Off_the_line_the_label_leads_back_to_it()
    {
        Assert.True(LabelsAt(0.40, left: 0.05)[0] > 0.1f);
        Assert.True(LabelsAt(0.40, left: -0.05)[0] < -0.1f);
        Assert.True(LabelsAt(0.40, heading: 0.2)[0] > 0.1f);
    }
}
