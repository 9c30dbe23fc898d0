namespace Pixelopolis.Car.Localization;

/// <summary>How much of a search's weight lies on an edge, 0..1, and between which metres along it; the default where there is none.</summary>
public readonly record struct EdgeShare(double Share, double From, double To);
