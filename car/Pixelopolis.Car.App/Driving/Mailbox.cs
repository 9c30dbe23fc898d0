using System.Collections.Concurrent;
using Pixelopolis.Car.Orders;

namespace Pixelopolis.Car.App.Driving;

/// <summary>
/// Where mail from the fleet waits until the drive loop takes it to the order desk between two steps; any thread may deliver. What does
/// not fit is refused: the fleet sends again what it finds in no state message.
/// </summary>
public sealed class Mailbox
{
    public const int Capacity = 64;
    private readonly ConcurrentQueue<FleetMail> _mail = new();

    /// <summary>False when it is full.</summary>
    public bool Deliver(in FleetMail mail)
    {
        if (_mail.Count >= Capacity) return false;
        _mail.Enqueue(mail);
        return true;
    }

    /// <summary>The oldest message; false when there is none. The drive loop's thread only.</summary>
    internal bool TryTake(out FleetMail mail) => _mail.TryDequeue(out mail);
}
