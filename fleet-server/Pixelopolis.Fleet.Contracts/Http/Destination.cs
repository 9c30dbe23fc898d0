namespace Pixelopolis.Fleet.Contracts.Http;

/// <summary>A place a visitor can be driven to, named in the caller's language.</summary>
public sealed record Destination(string Id, string Name, string NodeId);
