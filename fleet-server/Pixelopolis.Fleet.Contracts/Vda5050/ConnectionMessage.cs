namespace Pixelopolis.Fleet.Contracts.Vda5050;

/// <summary>Topic <c>connection</c>, retained, QoS 1; the last will is <see cref="ConnectionState.ConnectionBroken"/>.</summary>
public sealed record ConnectionMessage : VdaMessage
{
    public required ConnectionState ConnectionState { get; init; }
}

public enum ConnectionState { Online, Offline, ConnectionBroken }

/// <summary>Topic <c>visualization</c>: for displays only.</summary>
public sealed record VisualizationMessage : VdaMessage
{
    public AgvPosition? AgvPosition { get; init; }
    public Velocity? Velocity { get; init; }
}
