using System.Text.Json;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Server.Stores;

/// <summary>Bookings and cars as the documents a store keeps beside the columns it asks by.</summary>
internal static class StoreJson
{
    public static string Of(Booking booking) => JsonSerializer.Serialize(booking, HttpJson.Default.Booking);
    public static string Of(CarView car) => JsonSerializer.Serialize(car, HttpJson.Default.CarView);
    public static Booking Booking(string json) => JsonSerializer.Deserialize(json, HttpJson.Default.Booking)!;
    public static CarView Car(string json) => JsonSerializer.Deserialize(json, HttpJson.Default.CarView)!;
    public static string Word(BookingState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
    public static BookingState State(string word) => Enum.Parse<BookingState>(word, ignoreCase: true);
}
