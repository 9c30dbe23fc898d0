using Pixelopolis.City;
using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary>Bookings, cars and places as one caller reads them: in its language, at this moment, with the server's own addresses.</summary>
public sealed class VisitorViews(CityMap map, TimeProvider time)
{
    private const double NearEnough = 1.0;

    private readonly Station[] _destinations = [.. map.Stations.Where(station => station.Kind == StationKind.Destination)];

    public IReadOnlyList<Destination> Destinations(IReadOnlyList<string> preferred) =>
        [.. _destinations.Select(station => new Destination(station.Id, Name(station, preferred), station.NodeId))];

    public Booking Of(Booking booking, string language) => booking with
    {
        AsOf = time.GetUtcNow(),
        WaitingFor = Of(booking.WaitingFor, language),
        ReasonText = RideTexts.Reason(booking.Reason, language) ?? booking.ReasonText,
    };

    /// <summary>Which ride a car drives is for operators: whoever knows a ride's id may end it.</summary>
    public CarView Of(CarView car, string language, bool isOperator) => car with
    {
        BookingId = isOperator ? car.BookingId : null,
        Stream = car.Stream is null ? null : $"/api/cars/{car.Serial}/stream",
        WaitingFor = Of(car.WaitingFor, language),
    };

    private WaitingFor? Of(WaitingFor? waiting, string language) =>
        waiting is null ? null : waiting with { Text = RideTexts.Waiting(waiting.Kind, waiting.Car, Near(waiting.NodeId, language), language) };

    private string? Near(string? nodeId, string language)
    {
        if (nodeId is null || map.FindNode(nodeId) is not { } node) return null;
        var nearest = _destinations.Select(station => (Station: station, Away: Away(map.Node(station.NodeId), node))).Where(near => near.Away <= NearEnough).OrderBy(near => near.Away).FirstOrDefault();
        return nearest.Station is { } station ? Name(station, [language]) : null;
    }

    private static string Name(Station station, IReadOnlyList<string> preferred) => Languages.Pick(station.Names, preferred) ?? station.Id;

    private static double Away(Node a, Node b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
