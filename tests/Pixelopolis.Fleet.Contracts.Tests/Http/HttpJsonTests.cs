using System.Text.Json;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Contracts.Tests.Http;

public sealed class HttpJsonTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 18, 9, 5, 7, 250, TimeSpan.Zero);

    [Fact]
    public void A_new_booking_leaves_out_what_it_does_not_know_yet() =>
        Assert.Equal(
            """{"id":"b1","state":"requested","deviceId":"phone","destination":"museum","createdAt":"2026-03-18T09:05:07.25+00:00","asOf":"2026-03-18T09:05:07.25+00:00"}""",
            JsonSerializer.Serialize(new Booking("b1", BookingState.Requested, "phone", "museum", Now, Now), HttpJson.Default.Booking));

    [Fact]
    public void What_a_station_reads_is_what_the_server_wrote()
    {
        var booking = new Booking("b1", BookingState.Driving, "phone", "museum", Now, Now, Car: "car-3", Eta: Now.AddSeconds(30),
            EtaRange: new(Now.AddSeconds(20), Now.AddSeconds(50)), WaitingFor: new(WaitingKind.OtherCar, "car-1", "n4", "waiting for car 1"));
        var json = JsonSerializer.Serialize(booking, HttpJson.Default.Booking);
        Assert.Contains("\"kind\":\"otherCar\"", json);
        Assert.Equal(booking, JsonSerializer.Deserialize(json, HttpJson.Default.Booking));
    }

    [Theory]
    [InlineData("""{"deviceId":"phone"}""")]
    [InlineData("""{"deviceId":null,"destination":"museum"}""")]
    [InlineData("""{"deviceId":1,"destination":"museum"}""")]
    public void A_booking_request_without_its_two_words_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, HttpJson.Default.BookingRequest));

    [Fact]
    public void Only_the_first_three_states_hold_a_car() =>
        Assert.Equal([BookingState.Requested, BookingState.Assigned, BookingState.Driving], Enum.GetValues<BookingState>().Where(s => s.IsActive()));
}
