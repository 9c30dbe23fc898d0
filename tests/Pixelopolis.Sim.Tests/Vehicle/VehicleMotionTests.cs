using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Vehicle;

namespace Pixelopolis.Sim.Tests.Vehicle;

public sealed class VehicleMotionTests
{
    [Fact]
    public void It_reaches_the_top_speed_and_goes_straight_on()
    {
        var car = new TestBody(parameters: TestBody.Exact);
        car.Drive(0.45, 0, 2);
        Assert.Equal(0.45, car.Body.Speed, 0.001);
        Assert.Equal(0, car.Body.YawRate, 1e-9);
        Assert.Equal((0, 0), (car.Body.Pose.Y, car.Body.Pose.Theta));
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-1.5)]
    public void It_turns_at_the_highest_yaw_rate_about_the_middle_of_its_axle(double yawRate)
    {
        var car = new TestBody(parameters: TestBody.Exact);
        car.Drive(0, yawRate, 2);
        Assert.Equal(yawRate, car.Body.YawRate, 0.003);
        Assert.Equal(0, Math.Abs(car.Body.Pose.X) + Math.Abs(car.Body.Pose.Y), 1e-9);
    }

    [Fact]
    public void It_drives_a_circle_of_the_radius_it_was_told()
    {
        var car = new TestBody(parameters: TestBody.Exact);
        car.Drive(0.3, 1, 1);
        var from = car.Body.Pose;
        car.Drive(0.3, 1, Math.PI);
        // Half way round it is a diameter away and looks back.
        Assert.Equal(0.6, Apart(from, car.Body.Pose), 0.003);
        Assert.Equal(Math.PI, Math.Abs(Angle.Wrap(car.Body.Pose.Theta - from.Theta)), 0.01);
    }

    [Fact]
    public void Tyres_swallow_a_hundredth_of_a_turn()
    {
        var car = new TestBody(parameters: TestBody.Exact with { YawSlip = TestBody.Reference.YawSlip });
        car.Drive(0, 1.5, 2);
        Assert.Equal(1.5 * 0.99, car.Body.YawRate, 0.003);
    }

    [Fact]
    public void A_command_is_obeyed_after_its_delay_and_not_before()
    {
        var car = new TestBody(parameters: TestBody.Exact);
        double first = double.NaN;
        car.Drive(0.45, 0, 0.1, () =>
        {
            if (double.IsNaN(first) && car.Body.Speed > 0) first = car.Now;
        });
        Assert.InRange(first, TestBody.Reference.CommandDelay, TestBody.Reference.CommandDelay + 3 * TestBody.Dt);
    }

    [Fact]
    public void A_stop_takes_the_delay_and_its_deceleration_and_then_it_stands()
    {
        var car = new TestBody(parameters: TestBody.Exact);
        car.Drive(0.45, 0, 2);
        var (from, told, before) = (car.Body.Pose, car.Now, car.Body.Speed);
        car.Drive(0, 0, TestBody.Reference.CommandDelay - TestBody.Dt, () => Assert.Equal(before, car.Body.Speed, 0.001));
        double stood = double.NaN;
        car.Drive(0, 0, 2, () =>
        {
            // 1.5 m/s² is the profile; the velocity loop lags behind it and never brakes harder.
            Assert.True(before - car.Body.Speed <= 1.5 * TestBody.Dt + 0.003, $"{before} m/s to {car.Body.Speed} m/s");
            before = car.Body.Speed;
            if (double.IsNaN(stood) && car.Body.Speed == 0) stood = car.Now;
        });
        Assert.InRange(stood - told, TestBody.Reference.CommandDelay + 0.45 / 1.5, TestBody.Reference.CommandDelay + 0.45 / 1.5 + 10 * TestBody.Reference.LoopTime);
        var shortest = 0.45 * TestBody.Reference.CommandDelay + 0.45 * 0.45 / (2 * 1.5);
        Assert.InRange(Apart(from, car.Body.Pose), shortest, shortest + 1.5 * 0.45 * TestBody.Reference.LoopTime);
        var at = car.Body.Pose;
        car.Drive(0, 0, 5);
        Assert.Equal(at, car.Body.Pose);
    }

    [Fact]
    public void Wheels_slip_a_little_on_the_ground_but_not_on_average()
    {
        var car = new TestBody();
        car.Drive(0.3, 0, 1);
        var (n, sum, squares) = (0, 0.0, 0.0);
        car.Drive(0.3, 0, 200, () =>
        {
            Assert.Equal(10, car.Body.LeftSpeed, 0.01);
            var slip = car.Body.Speed / 0.3 - 1;
            (n, sum, squares) = (n + 1, sum + slip, squares + slip * slip);
        });
        Assert.Equal(0, sum / n, 0.0005);
        // Two wheels that slip by themselves: their mean slips by a root of two less.
        Assert.Equal(TestBody.Reference.SlipNoise / Math.Sqrt(2), Math.Sqrt(squares / n), 0.0004);
    }

    [Fact]
    public void The_same_seed_gives_the_same_motion_and_another_seed_another()
    {
        Assert.Equal(Ride(7), Ride(7));
        Assert.NotEqual(Ride(7), Ride(8));
    }

    [Fact]
    public void A_hand_that_lifts_the_car_turns_no_wheel()
    {
        var car = new TestBody(start: new Pose(1, 2, 0));
        car.Drive(0, 0, 1);
        var ticks = (car.Body.LeftTicks, car.Body.RightTicks);
        car.Body.PutAt(new Pose(0.5, 0.4, 1));
        car.Drive(0, 0, 1);
        Assert.Equal(new Pose(0.5, 0.4, 1), car.Body.Pose);
        Assert.Equal(ticks, (car.Body.LeftTicks, car.Body.RightTicks));
    }

    private static List<(Pose, int, int, double)> Ride(ulong seed)
    {
        var car = new TestBody(seed, VehicleTolerances.FromSeed(seed));
        var ride = new List<(Pose, int, int, double)>();
        void Note() => ride.Add((car.Body.Pose, car.Body.LeftTicks, car.Body.RightTicks, car.Body.Battery.Volts));
        car.Drive(0.4, 0, 2, Note);
        car.Drive(0.3, 1.2, 2, Note);
        car.Drive(0, 0, 1, Note);
        return ride;
    }

    private static double Apart(Pose a, Pose b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
