using Pixelopolis.Motor.Host;

namespace Pixelopolis.Motor.Serial;

/// <summary>Which port, and how patient.</summary>
public sealed record SerialLinkOptions
{
    /// <summary>As <c>/dev/ttyACM0</c>, better <c>/dev/serial/by-id/…</c>, which stays the same after plugging in again.</summary>
    public required string Port { get; init; }

    public int BaudRate { get; init; } = 115_200;

    /// <summary>The first wait before a lost port is tried again; each failure doubles it.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A line on which nothing comes for so long is opened anew; a board speaks 50 times a second.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A line that does not take a command for so long is opened anew.</summary>
    public TimeSpan WriteLimit { get; init; } = TimeSpan.FromSeconds(1);

    public HostLinkOptions Host { get; init; } = new();

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    public SerialLinkOptions Validated()
    {
        if (string.IsNullOrWhiteSpace(Port)) throw new ArgumentException($"{nameof(Port)} is '{Port}': a serial port's name, as /dev/ttyACM0");
        if (BaudRate is < 9600 or > 4_000_000) throw new ArgumentException($"{nameof(BaudRate)} is {BaudRate}: 9600 to 4000000");
        Within(nameof(FirstRetry), FirstRetry, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(60));
        Within(nameof(LongestRetry), LongestRetry, FirstRetry, TimeSpan.FromSeconds(60));
        Within(nameof(SilenceLimit), SilenceLimit, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        Within(nameof(WriteLimit), WriteLimit, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(5));
        Host.Validated();
        return this;

        static void Within(string name, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most) throw new ArgumentException($"{name} is {value}: {least} to {most}");
        }
    }
}
