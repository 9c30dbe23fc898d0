using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet.Orders;

/// <summary>
/// An order under way. Its edges are the car's track from <see cref="Offset"/> on: node k of the track has sequenceId
/// 2 (k − offset), edge k one more.
/// </summary>
internal sealed class ActiveOrder(string orderId, int offset, double startDeviation)
{
    public string OrderId { get; } = orderId;
    public int Offset { get; } = offset;

    /// <summary>Metres that the car may stand from the first node; more than none where it starts within an edge.</summary>
    public double StartDeviation { get; } = startDeviation;

    public uint UpdateId { get; set; }
    public OrderMessage? Sent { get; set; }
    public DateTimeOffset SentAt { get; set; }

    /// <summary>When it was sent for the first time, or the car was heard of again since.</summary>
    public DateTimeOffset AskedSince { get; set; }

    /// <summary>Released edges of the track in what was sent last: the node where the next update is stitched on.</summary>
    public int SentBase { get; set; }

    /// <summary>A state has shown what was sent last.</summary>
    public bool Acknowledged { get; set; }
    public bool EverAcknowledged { get; set; }
    public bool PlanChanged { get; set; }
    public IReadOnlyList<VdaAction> LastNodeActions { get; set; } = [];

    public bool InFlight => Sent is not null && !Acknowledged;

    public uint NodeSequence(int node) => (uint)(2 * (node - Offset));

    public uint EdgeSequence(int edge) => NodeSequence(edge) + 1;

    public int NodeAt(uint sequenceId) => Offset + (int)(sequenceId / 2);
}

/// <summary>An instant action until a state shows its end.</summary>
internal sealed class PendingAction(VdaAction action)
{
    public VdaAction Action { get; } = action;
    public DateTimeOffset? SentAt { get; set; }
    public bool Seen { get; set; }
}
