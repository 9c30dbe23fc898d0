using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Orders;

/// <summary>One message for the car as it was read from the wire: an order, instant actions, or why a payload was neither.</summary>
public readonly record struct FleetMail(OrderMessage? Order = null, InstantActionsMessage? Actions = null, VdaError? Broken = null);
