using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet;

/// <summary>Something that happened; the fleet is told with the time it happened at.</summary>
public abstract record FleetEvent;

public sealed record CarConnected(string Serial, ConnectionState Connection) : FleetEvent;

public sealed record CarReported(string Serial, StateMessage State) : FleetEvent;

public sealed record CarDescribed(string Serial, FactsheetMessage Factsheet) : FleetEvent;

/// <summary>A station asks. The id is new, made by the caller; the answer is <see cref="BookingChanged"/> or <see cref="BookingRefused"/>.</summary>
public sealed record BookingAsked(string BookingId, string DeviceId, string Destination) : FleetEvent;

/// <summary>A visitor or an operator ends a ride; the reason is one of <see cref="BookingReasons"/>.</summary>
public sealed record BookingCalledOff(string BookingId, string Reason) : FleetEvent;

/// <summary>A booking that was answered before a restart. Told before any car is heard of.</summary>
public sealed record BookingRestored(Booking Booking) : FleetEvent;

/// <summary>A car as it was shown last before a restart. Told before any car is heard of.</summary>
public sealed record CarRestored(CarView Car) : FleetEvent;

/// <summary>The big stop: every car pauses, nothing is released, nothing is booked. <paramref name="Since"/>: from before a restart; else it is from now on.</summary>
public sealed record CityStopped(DateTimeOffset? Since = null) : FleetEvent;

public sealed record CityResumed : FleetEvent;

public sealed record CarPaused(string Serial) : FleetEvent;

public sealed record CarResumed(string Serial) : FleetEvent;

/// <summary>An operator sends an idle car to its bay.</summary>
public sealed record CarSentToPark(string Serial) : FleetEvent;

/// <summary>An operator has taken a car off the table that is not connected any more: its space is free.</summary>
public sealed record CarRemoved(string Serial) : FleetEvent;

/// <summary>An operator says where a car stands: metres, radians. Without a node, the last one behind it on its lane.</summary>
public sealed record CarPlaced(string Serial, double X, double Y, double Theta, string? LastNodeId = null) : FleetEvent;

/// <summary>Time goes on; at least once a second, or nothing is sent again and nobody is missed.</summary>
public sealed record ClockTicked : FleetEvent;
