using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;

namespace Pixelopolis.Car.Tests.Localization;

public sealed class SearchSteeringTests
{
    private static readonly LaneReading Road = Reading(0.3f, 0.28f, 0.3f, 0.31f);
    private static readonly LaneReading Crossing = Reading(0.36f, -0.23f, 0, 0.4f);
    private readonly SearchSteering _steering = new();

    [Fact]
    public void A_lane_is_followed_on_a_road_and_in_an_intersection_alike()
    {
        Assert.Equal(Intent.Follow, _steering.Choose(Road));
        Assert.Equal(Intent.Follow, _steering.Choose(Crossing));
    }

    [Fact]
    public void A_turn_that_was_begun_before_the_car_noticed_is_gone_on_with_until_it_is_over()
    {
        _steering.Drives(Road, Intent.Right);
        _steering.Drives(Crossing, Intent.Right);
        _steering.Drives(Crossing, Intent.Follow); // by the map it is over; what is seen says not yet
        Assert.Equal(Intent.Right, _steering.Choose(Crossing));
        Assert.Equal(Intent.Follow, _steering.Choose(Road));
        Assert.Equal(Intent.Follow, _steering.Choose(Crossing));
    }

    [Fact]
    public void A_car_that_was_put_elsewhere_has_begun_no_turn_there()
    {
        _steering.Drives(Crossing, Intent.Left);
        _steering.Forget();
        Assert.Equal(Intent.Follow, _steering.Choose(Crossing));
    }

    [Fact]
    public void An_answer_that_is_no_number_parts_nothing()
    {
        _steering.Drives(Crossing, Intent.Left);
        Assert.Equal(Intent.Follow, _steering.Choose(Reading(0, float.NaN, 0, 0)));
    }

    private static LaneReading Reading(float follow, float left, float straight, float right) => new(1, 0, follow, left, straight, right, double.NaN);
}
