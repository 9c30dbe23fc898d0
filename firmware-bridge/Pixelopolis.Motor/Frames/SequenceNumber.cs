namespace Pixelopolis.Motor.Frames;

/// <summary>Numbers that wrap at 2³², compared as in RFC 1982.</summary>
public static class SequenceNumber
{
    /// <summary>How far <paramref name="later"/> is ahead of <paramref name="earlier"/>; not positive when it is not newer.</summary>
    public static int Ahead(uint later, uint earlier) => unchecked((int)(later - earlier));

    public static bool IsNewer(uint candidate, uint than) => Ahead(candidate, than) > 0;
}
