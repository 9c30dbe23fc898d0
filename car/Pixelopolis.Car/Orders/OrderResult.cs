using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Orders;

/// <summary>What became of an order message: taken, silently passed over as a repeat, or rejected with the error to report.</summary>
public readonly record struct OrderResult(bool Accepted, VdaError? Error)
{
    public static OrderResult Taken => new(true, null);

    public static OrderResult Repeat => new(false, null);

    public static OrderResult Rejected(string type, OrderMessage order, string description, string hint, string? nodeId = null)
    {
        List<ErrorReference> about =
        [
            new("topic", "order"),
            new("headerId", order.HeaderId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("orderId", order.OrderId),
            new("orderUpdateId", order.OrderUpdateId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
        if (nodeId is not null) about.Add(new("nodeId", nodeId));
        return new OrderResult(false, new VdaError(type, ErrorLevel.Warning, about, description, hint));
    }
}
