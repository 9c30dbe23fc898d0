using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Motor.Board;

/// <summary>The board's name and limits. Seconds, volts, rad/s.</summary>
public sealed record BoardOptions
{
    public string BoardName { get; init; } = "pixelopolis";

    public FirmwareVersion Firmware { get; init; } = new(0, 1, 0);

    /// <summary>Between two statuses.</summary>
    public double StatusPeriod { get; init; } = 0.02;

    /// <summary>The longest lease a command may ask for.</summary>
    public double MaxLease { get; init; } = 0.5;

    /// <summary>The oldest status a command may have been decided on.</summary>
    public double MaxTransit { get; init; } = 0.25;

    /// <summary>Without a sound frame for so long the line is quiet.</summary>
    public double QuietAfter { get; init; } = 0.3;

    /// <summary>An XL330-M077 runs about 40 rad/s unloaded at 5 V.</summary>
    public double MaxVelocity { get; init; } = 40;

    /// <summary>Below this for <see cref="BatteryDelay"/> the motors stop; two lithium cells.</summary>
    public double BatteryLow { get; init; } = 6.4;

    /// <summary>Above this for <see cref="BatteryDelay"/> they may turn again.</summary>
    public double BatteryRecovered { get; init; } = 6.9;

    /// <summary>A start's voltage dip is shorter than this.</summary>
    public double BatteryDelay { get; init; } = 0.5;

    /// <summary>Every fault: the option's name, its value and what would be right. Empty when all is well.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (!Identity.IsValidName(BoardName))
            faults.Add($"{nameof(BoardName)} is '{BoardName}': 1 to {Identity.MaxNameLength} printable ASCII characters without spaces");
        Within(nameof(StatusPeriod), StatusPeriod, 0.001, 1);
        Within(nameof(MaxLease), MaxLease, 0.01, 5);
        Within(nameof(MaxTransit), MaxTransit, 0.01, 5);
        Within(nameof(QuietAfter), QuietAfter, 0.01, 5);
        Within(nameof(MaxVelocity), MaxVelocity, 0.1, 100);
        Within(nameof(BatteryLow), BatteryLow, 0, 60);
        Within(nameof(BatteryRecovered), BatteryRecovered, BatteryLow, 60);
        Within(nameof(BatteryDelay), BatteryDelay, 0, 10);
        return faults;

        void Within(string name, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
                faults.Add(FormattableString.Invariant($"{name} is {value}: {least} to {most}"));
        }
    }

    /// <exception cref="ArgumentException">An option is out of its range; the message names each.</exception>
    public BoardOptions Validated() =>
        Faults() is { Count: > 0 } faults ? throw new ArgumentException("board options: " + string.Join("; ", faults)) : this;
}
