using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Sim.Tests.Vehicle;

/// <summary>What a car's encoders say of its way, against the way it truly went.</summary>
public sealed class OdometryErrorTests
{
    private const double MetresPerTick = 2 * Math.PI * 0.03 / 4096;

    [Fact]
    public void No_two_cars_are_alike_none_is_off_by_more_than_a_hundredth_and_each_stays_as_it_is()
    {
        var cars = Enumerable.Range(0, 200).Select(i => VehicleTolerances.FromSeed((ulong)i)).ToArray();
        Assert.All(cars, c => Assert.True(Math.Abs(c.ScaleError) <= 0.01 && Math.Abs(c.Mismatch) <= 0.01));
        Assert.Equal(cars.Length, cars.Distinct().Count());
        Assert.Equal(cars, Enumerable.Range(0, 200).Select(i => VehicleTolerances.FromSeed((ulong)i)));
        // The whole range is used, both ways.
        Assert.All(new[] { cars.Select(c => c.ScaleError).ToArray(), [.. cars.Select(c => c.Mismatch)] }, e => Assert.True(e.Min() < -0.009 && e.Max() > 0.009));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(-0.01)]
    public void A_scale_error_is_that_part_of_the_way_every_time(double error)
    {
        var car = new TestBody(tolerances: new VehicleTolerances(error, 0), parameters: TestBody.Exact);
        for (var leg = 0; leg < 3; leg++)
        {
            var (x, ticks) = (car.Body.Pose.X, car.Body.LeftTicks);
            car.Drive(0.45, 0, 10);
            Assert.Equal(1 + error, (car.Body.Pose.X - x) / ((car.Body.LeftTicks - ticks) * MetresPerTick), 1e-4);
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(-0.01)]
    public void A_mismatch_bends_a_way_the_encoders_call_straight(double mismatch)
    {
        var car = new TestBody(tolerances: new VehicleTolerances(0, mismatch), parameters: TestBody.Exact);
        car.Drive(0.45, 0, 4);
        Assert.Equal(car.Body.LeftTicks, car.Body.RightTicks);
        var way = car.Body.LeftTicks * MetresPerTick;
        Assert.Equal(mismatch * way / TestBody.Reference.Track, car.Body.Pose.Theta, 0.001);
    }

    [Fact]
    public void Ticks_are_noisy_by_a_few_while_a_wheel_turns_and_their_error_does_not_add_up()
    {
        var car = new TestBody();
        car.Drive(0.3, 0, 1);
        var angle = 0.0;
        var begun = car.Body.LeftTicks;
        var off = new List<double>();
        car.Drive(0.3, 0, 60, () =>
        {
            angle += car.Body.LeftSpeed * TestBody.Dt;
            off.Add(car.Body.LeftTicks - begun - angle / (2 * Math.PI) * 4096);
        });
        var mean = off.Average();
        Assert.Equal(0, mean, 4.0);
        Assert.InRange(Math.Sqrt(off.Average(e => (e - mean) * (e - mean))), 0.8, 1.3);
        Assert.All(off, e => Assert.True(Math.Abs(e - mean) < 6));
    }

    [Fact]
    public void A_standing_wheels_ticks_stand()
    {
        var car = new TestBody();
        car.Drive(0.3, 0.5, 1);
        car.Drive(0, 0, 1);
        var ticks = (car.Body.LeftTicks, car.Body.RightTicks);
        car.Drive(0, 0, 5, () => Assert.Equal(ticks, (car.Body.LeftTicks, car.Body.RightTicks)));
    }
}
