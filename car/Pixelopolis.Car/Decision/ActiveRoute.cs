namespace Pixelopolis.Car.Decision;

/// <summary>The path a car drives now and how far of it is released: it stops by itself at <see cref="BaseEnd"/> metres.</summary>
public sealed record ActiveRoute(RoutePath Path, double BaseEnd);
