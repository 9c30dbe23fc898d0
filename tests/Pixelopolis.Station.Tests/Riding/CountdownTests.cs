using CsCheck;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Station.Riding;
using Pixelopolis.Station.Tests.Fakes;

namespace Pixelopolis.Station.Tests.Riding;

public sealed class CountdownTests
{
    private static readonly DateTimeOffset Noon = StationContext.Noon;

    [Fact]
    public void A_phone_whose_clock_is_wrong_counts_down_all_the_same() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[0, 300], Gen.Double[0, 120]).Sample((phoneIsOff, eta, passed) =>
        {
            var booking = StationContext.Booked(BookingState.Driving) with { Eta = Noon.AddSeconds(eta), EtaRange = new(Noon.AddSeconds(eta * 0.8), Noon.AddSeconds(eta * 1.4)) };
            var heardAt = Noon.AddSeconds(phoneIsOff);
            var countdown = Countdown.Of(booking, heardAt, heardAt.AddSeconds(passed))!;
            Assert.Equal(Math.Max(0, eta - passed), countdown.Left.TotalSeconds, 1e-3);
            Assert.Equal(Math.Max(0, eta * 1.4 - passed), countdown.AtMost!.Value.TotalSeconds, 1e-3);
            Assert.True(countdown.AtLeast <= countdown.AtMost);
        });

    [Fact]
    public void Says_nothing_where_the_server_gave_no_time_or_the_ride_is_over()
    {
        Assert.Null(Countdown.Of(StationContext.Booked(BookingState.Driving), Noon, Noon));
        Assert.Null(Countdown.Of(StationContext.Booked(BookingState.Arrived) with { Eta = Noon }, Noon, Noon));
    }
}
