namespace Pixelopolis.Motor.Frames;

/// <summary>Why bytes between two delimiters were not taken.</summary>
public enum FrameFault
{
    None,

    /// <summary>A COBS code byte points past the end.</summary>
    CobsInvalid,

    /// <summary>The CRC-32 does not match.</summary>
    CrcMismatch,

    /// <summary>More bytes without a delimiter than the longest frame has.</summary>
    TooLong,

    /// <summary>Fewer bytes than a header and a CRC.</summary>
    TooShort,

    /// <summary>A sound frame of a type this side does not know.</summary>
    UnknownType,

    /// <summary>A sound frame whose payload is not as long as its type's.</summary>
    LengthMismatch,
}

/// <summary>How often each fault was met since the decoder was made.</summary>
public record struct FrameCounters
{
    public long Good { get; set; }

    public long CobsInvalid { get; set; }

    public long CrcMismatch { get; set; }

    public long TooLong { get; set; }

    public long TooShort { get; set; }

    public long UnknownType { get; set; }

    public long LengthMismatch { get; set; }

    /// <summary>Frames that are missing between good ones, by their sequence numbers.</summary>
    public long SequenceGap { get; set; }

    /// <summary>Good frames whose sequence number was not newer than the one before: repeated, or the sender began anew.</summary>
    public long SequenceRepeated { get; set; }

    public readonly long Rejected => CobsInvalid + CrcMismatch + TooLong + TooShort + UnknownType + LengthMismatch;

    internal void Count(FrameFault fault)
    {
        switch (fault)
        {
            case FrameFault.None: Good++; break;
            case FrameFault.CobsInvalid: CobsInvalid++; break;
            case FrameFault.CrcMismatch: CrcMismatch++; break;
            case FrameFault.TooLong: TooLong++; break;
            case FrameFault.TooShort: TooShort++; break;
            case FrameFault.UnknownType: UnknownType++; break;
            case FrameFault.LengthMismatch: LengthMismatch++; break;
        }
    }
}
