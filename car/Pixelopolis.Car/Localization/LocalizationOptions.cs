namespace Pixelopolis.Car.Localization;

/// <summary>What the localizer expects of the car's wheels and eyes: standard deviations in metres and radians.</summary>
public sealed record LocalizationOptions
{
    public double ScaleDeviation { get; init; } = 0.008;
    public double YawBiasDeviation { get; init; } = 0.08;
    public double SlipPerRootMetre { get; init; } = 0.006;
    public double YawPerRootMetre { get; init; } = 0.02;
    public double YawPerRadian { get; init; } = 0.02;

    /// <summary>Of the lane's centre at the point steered at, while following. Frames 50 ms apart err alike, so this is wider than one frame's error.</summary>
    public double LaneDeviation { get; init; } = 0.03;

    /// <summary>The same inside an intersection, where there may be nothing to see.</summary>
    public double TurnDeviation { get; init; } = 0.10;

    public double StopLineDeviation { get; init; } = 0.012;

    /// <summary>A stop line farther than this (plus three deviations) from where the map has it is another lane's.</summary>
    public double StopLineGate { get; init; } = 0.06;

    /// <summary>Of a sign's direction, radians.</summary>
    public double SignBearingDeviation { get; init; } = 0.012;

    /// <summary>Of a sign's height in the frame, pixels: the error of the distance that comes from the box.</summary>
    public double SignPixels { get; init; } = 1.5;

    /// <summary>Share of the distance that a sign's size, the camera's mount and the map may be off by.</summary>
    public double SignScaleDeviation { get; init; } = 0.02;

    /// <summary>Frames follow each other closely and err alike: what signs say of the car being elsewhere counts in full once for so many metres driven.</summary>
    public double SignEvery { get; init; } = 0.06;

    /// <summary>And corrects its place once for so many: what is wrong with a plate's box, a lamp behind it, stays wrong while the car drives up to it.</summary>
    public double SignErrsFor { get; init; } = 0.12;

    /// <summary>Detections below this score say nothing about the car's place.</summary>
    public double SignScore { get; init; } = 0.5;

    /// <summary>Of the search for a lost car, at the most: so many while it may be anywhere.</summary>
    public int Particles { get; init; } = 16_000;
}
