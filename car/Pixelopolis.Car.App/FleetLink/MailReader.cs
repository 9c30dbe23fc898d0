using System.Globalization;
using Pixelopolis.Car.Orders;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.App.FleetLink;

/// <summary>A payload from the broker to mail for the drive loop: a message, or the error that says what is wrong with it. Never throws for bad input.</summary>
public static class MailReader
{
    private const string Major = "2.";

    /// <returns>Null for a topic that is not the car's to read.</returns>
    public static FleetMail? Read(string topic, ReadOnlyMemory<byte> payload, CarAddress me)
    {
        if (!Topics.TryParse(topic, out var car, out var kind) || car != me) return null;
        return kind switch
        {
            VdaTopic.Order => Mail(VdaJson.ReadOrder(payload), me, kind, order => new FleetMail(Order: order)),
            VdaTopic.InstantActions => Mail(VdaJson.ReadInstantActions(payload), me, kind, actions => new FleetMail(Actions: actions)),
            _ => null,
        };
    }

    private static FleetMail Mail<T>(VdaRead<T> read, CarAddress me, VdaTopic topic, Func<T, FleetMail> taken) where T : VdaMessage
    {
        var name = Topics.Rule(topic).Name;
        if (read.Message is not { } message)
            return Broken(name, null, $"the {name} message is refused: {read.Error}", "send what VDA 5050 2.1.0 describes");
        if (!message.Version.StartsWith(Major, StringComparison.Ordinal))
            return Broken(name, message, $"the {name} message is version {message.Version}", $"this car speaks {VdaHeader.ProtocolVersion}");
        if (message.SerialNumber != me.SerialNumber || message.Manufacturer != me.Manufacturer)
            return Broken(name, message, $"the {name} message is for {message.Manufacturer}/{message.SerialNumber}", $"this car is {me}");
        return taken(message);
    }

    private static FleetMail Broken(string topic, VdaMessage? message, string what, string hint)
    {
        List<ErrorReference> about = [new("topic", topic)];
        if (message is not null) about.Add(new("headerId", message.HeaderId.ToString(CultureInfo.InvariantCulture)));
        if (message is OrderMessage order)
        {
            about.Add(new("orderId", order.OrderId));
            about.Add(new("orderUpdateId", order.OrderUpdateId.ToString(CultureInfo.InvariantCulture)));
        }
        return new FleetMail(Broken: new VdaError(ErrorTypes.Validation, ErrorLevel.Warning, about, what, hint));
    }
}
