using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Sim.Tests.Vehicle;

public sealed class ChargingTests
{
    /// <summary>A charger at (3, 0), a parking bay at (0, 0).</summary>
    private static readonly CityMap City = new("straight", "Straight", "1", SmallCity.LaneWidth, [new Node("a", 0, 0), new Node("b", 3, 0)],
        SmallCity.Straight().Edges,
        [new("charger-1", "b", StationKind.Charger, new Dictionary<string, string>()), new("parking-1", "a", StationKind.Parking, new Dictionary<string, string>())], [], []);

    [Theory]
    [InlineData(3.0, 0.0)]
    [InlineData(2.95, 0.0)]
    [InlineData(3.0, -0.05)]
    [InlineData(3.03, 0.04)]
    public void A_car_that_stands_on_the_charger_charges(double x, double y) => Assert.True(Gain(x, y) > 0);

    [Theory]
    [InlineData(3.0, 0.1)]
    [InlineData(2.9, 0.0)]
    [InlineData(3.05, 0.05)]
    [InlineData(0.0, 0.0)]
    public void A_car_beside_it_or_in_a_parking_bay_does_not(double x, double y) => Assert.True(Gain(x, y) < 0);

    [Fact]
    public void A_city_without_a_charger_charges_nobody()
    {
        var car = new TestBody(start: new Pose(3, 0, 0), charge: 0.5, chargers: ChargingContacts.Of(SmallCity.Straight()));
        car.Drive(0, 0, 10);
        Assert.True(car.Body.Battery.Charge < 0.5);
    }

    [Fact]
    public void A_car_that_drives_over_the_charger_takes_nothing_along()
    {
        var car = new TestBody(start: new Pose(2.5, 0, 0), charge: 0.5, chargers: ChargingContacts.Of(City));
        car.Drive(0, 0, 0.2);
        car.Drive(0.3, 0, 4, () => Assert.False(car.Body.OnCharger));
        Assert.True(car.Body.Pose.X > 3.5);
    }

    [Fact]
    public void Current_flows_once_it_stands_there_and_no_longer_than_that()
    {
        var car = new TestBody(parameters: TestBody.Exact, start: new Pose(2.9, 0, 0), charge: 0.5, chargers: ChargingContacts.Of(City));
        while (car.Body.Pose.X < 2.96) car.Drive(0.1, 0, TestBody.Dt);
        car.Drive(0, 0, 1);
        Assert.True(car.Body.OnCharger);
        var arrived = car.Body.Battery.Charge;
        car.Drive(0, 0, 60);
        Assert.True(car.Body.Battery.Charge > arrived);
        car.Drive(0.3, 0, 1);
        Assert.False(car.Body.OnCharger);
        var left = car.Body.Battery.Charge;
        car.Drive(0, 0, 60);
        Assert.True(car.Body.Battery.Charge < left);
    }

    [Fact]
    public void Its_voltage_shows_the_charger()
    {
        var (on, beside) = (Stood(3, 0), Stood(3, 0.1));
        Assert.Equal(TestBody.Reference.ChargerCurrent * TestBody.Reference.BatteryResistanceOhms, on.Body.Battery.Volts - beside.Body.Battery.Volts, 0.02);
    }

    private static double Gain(double x, double y) => Stood(x, y).Body.Battery.Charge - 0.5;

    private static TestBody Stood(double x, double y)
    {
        var car = new TestBody(start: new Pose(x, y, 0), charge: 0.5, chargers: ChargingContacts.Of(City));
        car.Drive(0, 0, 10);
        return car;
    }
}
