using System.Globalization;

namespace Pixelopolis.Station.Desk;

/// <summary>Times as the clock on the operator's wall shows them.</summary>
public static class WallClock
{
    public static string Seconds(DateTimeOffset time, TimeProvider clock) => Local(time, clock).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Minutes(DateTimeOffset time, TimeProvider clock) => Local(time, clock).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset Local(DateTimeOffset time, TimeProvider clock) => TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone);
}
