using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Reporting;

namespace Pixelopolis.Car.App.Recording;

/// <summary>What a stretch of driving was recorded with, so that it can be driven again.</summary>
/// <param name="Why">It was kept.</param>
/// <param name="KeptAt">UTC.</param>
/// <param name="Serial">Of the car.</param>
/// <param name="MapId">Of the city.</param>
/// <param name="MapVersion">Of the city.</param>
/// <param name="ModelSha256">Of the lane model.</param>
/// <param name="Order">As it was when it was kept.</param>
public sealed record DriveLogHead(string Why, DateTimeOffset KeptAt, string Serial, string MapId, string MapVersion, string ModelSha256, OrderSnapshot Order);

/// <summary>
/// Where recorded driving goes. Called on the recorder's thread, never on the drive loop's. Whole drives with frames and serial bytes (MCAP)
/// will be another implementation; today's keeps the last minute before a safety stop.
/// </summary>
public interface IDriveLog
{
    void Keep(DriveLogHead head, ReadOnlySpan<DriveReport> turns);
}
