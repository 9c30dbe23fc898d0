using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Board;

/// <summary>Set by the emergency button, lifted only by the resume button once the emergency button is let go.</summary>
public sealed class EmergencyLatch
{
    public bool IsSet { get; private set; }

    public void Update(Buttons buttons)
    {
        if ((buttons & Buttons.Emergency) != 0) IsSet = true;
        else if ((buttons & Buttons.Resume) != 0) IsSet = false;
    }
}
