using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet;

/// <summary>Something to be done outside, in the order given.</summary>
public abstract record FleetEffect;

/// <summary>The header is empty: who sends the message stamps it.</summary>
public sealed record OrderPublished(string Serial, OrderMessage Order, bool Again) : FleetEffect;

public sealed record ActionsPublished(string Serial, InstantActionsMessage Actions, bool Again) : FleetEffect;

public sealed record BookingChanged(Booking Booking) : FleetEffect;

/// <summary>Why a booking cannot be.</summary>
public enum BookingRefusal { UnknownDestination, NoRoute, NoCarReady, DeviceHasBooking, CityStopped, TooManyBookings }

/// <summary>The other booking is the one the device has already.</summary>
public sealed record BookingRefused(string BookingId, BookingRefusal Reason, string Detail, string? OtherBookingId = null) : FleetEffect;

public sealed record CarChanged(CarView Car) : FleetEffect;

/// <summary>A car is no longer of the fleet: nobody is to show it, or to remember it over a restart.</summary>
public sealed record CarForgotten(string Serial) : FleetEffect;

public sealed record CityChanged(CityStatus City) : FleetEffect;

public sealed record Decided(Decision Decision) : FleetEffect;

/// <summary>Why an operator's act on a car cannot be.</summary>
public enum OperatorRefusal { UnknownCar, UnknownPlace, CarBusy }

public sealed record OperatorActRefused(string Serial, OperatorRefusal Reason, string Detail) : FleetEffect;
