using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Training.Lane.Input;

/// <summary>
/// Which frames may be mirrored. Mirroring turns right-hand traffic into left-hand traffic: on the open road the markings tell the two
/// apart; at an intersection they do not, and a mirrored tight right turn would teach a wrong left turn.
/// </summary>
public enum LaneFlip { None, Follow, All }

/// <summary>How far a crop may be changed before the network sees it. Each range is drawn anew for every sample.</summary>
public sealed record LaneAugmentation
{
    public static readonly LaneAugmentation None = new() { Strength = 0 };

    /// <summary>Scales every range but the flip: 0 changes nothing, 1 is meant for training.</summary>
    public double Strength { get; init; } = 1;

    /// <summary>None unless asked for: cities keep to the right, and the simulator has more frames where these came from.</summary>
    public LaneFlip Flip { get; init; } = LaneFlip.None;

    /// <summary>Share of the frames that are changed at all; the rest stays as the camera gave it.</summary>
    public double Share { get; init; } = 0.85;

    /// <summary>Factor on the light, as ±.</summary>
    public double Brightness { get; init; } = 0.35;

    /// <summary>Factor on the distance from middle grey, as ±.</summary>
    public double Contrast { get; init; } = 0.3;

    /// <summary>Exponent e^±.</summary>
    public double Gamma { get; init; } = 0.35;

    /// <summary>Red against blue, as ±: colour temperature.</summary>
    public double Temperature { get; init; } = 0.15;

    /// <summary>Green against the others, as ±: cheap white balance.</summary>
    public double Tint { get; init; } = 0.04;

    /// <summary>Greatest standard deviation of the noise, in levels of 255.</summary>
    public double Noise { get; init; } = 7;

    /// <summary>Share of the changed frames that are blurred, along rows, columns or both.</summary>
    public double Blur { get; init; } = 0.25;

    /// <summary>Greatest shift in rows. A row is about 0.35° of pitch; sideways there is none, for it would change the steering.</summary>
    public int ShiftRows { get; init; } = 1;

    /// <summary>The labels of the mirrored road: left and right change places and every steering its sign.</summary>
    public static LaneLabels Mirrored(in LaneLabels labels) => new(-labels.Follow, -labels.Right, -labels.Straight, -labels.Left);

    internal bool MayFlip(in LaneLabels labels) => Flip switch
    {
        LaneFlip.None => false,
        LaneFlip.All => true,
        _ => float.IsNaN(labels.Left) && float.IsNaN(labels.Straight) && float.IsNaN(labels.Right),
    };
}
