namespace Pixelopolis.Motor.Frames;

/// <summary>What a frame carries. The top bit is set on what the board says.</summary>
public enum FrameType : byte
{
    MotionCommand = 0x01,
    Hello = 0x02,
    BoardStatus = 0x81,
    Identity = 0x82,
}
