namespace Pixelopolis.Fleet.Server.Streams;

/// <summary>One picture of a car, with the number and capture time that travel with it.</summary>
public sealed record CarFrame(byte[] Jpeg, string? Number, string? Timestamp);
