using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Safety;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>What the overlay says of the car's order.</summary>
/// <param name="Edge">The edge the car is on; null where it follows no order, and where its road ends.</param>
/// <param name="HasArrived">It has driven all of its order, and there is nothing left to be released.</param>
public readonly record struct OverlayRoad(string? Edge, bool HasArrived)
{
    public static OverlayRoad Of(OrderSnapshot order) => order switch
    {
        { EdgeStates: [{ Released: true } edge, ..] } => new(edge.EdgeId, false),
        { OrderId.Length: > 0, EdgeStates: [], NodeStates: [] } => new(null, true),
        _ => default,
    };

    /// <summary>Why it stands, in words that a visitor knows.</summary>
    public string Why(HoldReason hold)
    {
        var words = HasArrived && hold == HoldReason.EndOfBase ? "arrived" : StateReport.Words(hold);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
