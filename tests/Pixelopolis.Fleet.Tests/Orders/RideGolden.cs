using System.Globalization;
using System.Text;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Fleet.Tests.Simulated;

namespace Pixelopolis.Fleet.Tests.Orders;

/// <summary>
/// A ride through the city that comes with the project, from the booking to the arrival: what the fleet sends the car, to the byte, and what the visitor
/// is told, approved by a person. To approve a change on purpose, copy the file that the failing test names over <c>Orders/approved/ride.txt</c>.
/// </summary>
public class RideGolden
{
    [Fact]
    public void A_ride_is_what_was_approved()
    {
        var town = new Town(Cities.Default, new FleetOptions { ReleaseAhead = 0.6 });
        town.Add("car-1", "king-street-mill-corner-king-cross-1");
        town.Run(1);
        var (text, told) = (new StringBuilder(), 0);
        town.EachTick = Write;
        town.Book("b-1", "phone-1", "lighthouse");
        Assert.True(town.RunUntil(() => town.Booking("b-1").State == BookingState.Arrived, 200), town.Booking("b-1").ToString());

        var received = Path.Combine(AppContext.BaseDirectory, "Orders", "ride.received.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, text.ToString());
        var approved = Path.Combine(AppContext.BaseDirectory, "Orders", "approved", "ride.txt");
        Assert.True(File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == text.ToString(), $"the ride is not the approved one; it is in {received}");

        void Write()
        {
            foreach (var effect in town.Effects.Skip(told))
            {
                var line = effect switch
                {
                    OrderPublished order => $"order {Json(order.Serial, order.Order)}",
                    ActionsPublished actions => $"instantActions {Json(actions.Serial, actions.Actions)}",
                    BookingChanged { Booking: var b } => $"booking {b.Id} {b.State} car={b.Car} reason={b.Reason} waitingFor={b.WaitingFor?.Kind}",
                    _ => null,
                };
                if (line is not null) text.Append(CultureInfo.InvariantCulture, $"{town.Now:mm:ss.f} {line}\n");
            }
            told = town.Effects.Count;
        }

        string Json(string serial, VdaMessage message) => Encoding.UTF8.GetString(VdaJson.Write(message.Stamped(0, town.Now, Topics.Car(serial))));
    }
}
