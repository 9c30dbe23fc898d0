using Pixelopolis.City;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests;

public class TrafficTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [InlineData(4, 6)]
    [InlineData(5, 8)]
    public void Many_cars_share_the_city_without_touching_and_every_booking_ends(int seed, int cars)
    {
        var day = new BusyDay(Cities.Default, seed, cars);
        day.Run(rides: 8 * cars);
        Assert.True(day.Problems.Count == 0, string.Join("\n", day.Problems.Take(12)));
    }
}
