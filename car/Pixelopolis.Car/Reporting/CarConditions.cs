using Pixelopolis.Car.Safety;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Reporting;

/// <summary>
/// What is known of the car besides its drive: why there is no board, no camera, no drive loop, or no detector any more (null: all well), and where its
/// stream is.
/// </summary>
public sealed record CarConditions(string? MotorComplaint = null, string? CameraComplaint = null, string? LoopFault = null, string? StreamUrl = null, string? DetectorFault = null);

/// <summary>The errors our cars report besides those the standard names.</summary>
public static class CarErrorTypes
{
    public const string EmergencyStop = "emergencyStop";
    public const string MotorFault = "motorFault";
    public const string BatteryLow = "batteryLow";
    public const string BoardLost = "boardLost";
    public const string CameraLost = "cameraLost";
    public const string LaneModelBroken = "laneModelBroken";
    public const string DetectorFailed = "detectorFailed";
    public const string LocalizationLost = "localizationLost";
    public const string DriveLoopFault = "driveLoopFault";
}

/// <summary>What holds a car, as VDA 5050 errors with what a person can do about it.</summary>
public static class CarErrors
{
    /// <summary>
    /// What may heal by itself (lost frames, a cable in motion, a phone too busy to look) is a warning for so long, then fatal, seconds. Fatal means that a
    /// person is needed, and the ride goes to another car: a pause that the next frame ends is not worth that.
    /// </summary>
    public const double Grace = 10;

    /// <summary>A lost car that looks for its place may find it by itself; one that has not after so many seconds needs a person.</summary>
    public const double SearchGrace = 300;

    public static VdaError? Of(in DriveReport report, CarConditions conditions)
    {
        if (conditions.LoopFault is { } bug)
            return Error(CarErrorTypes.DriveLoopFault, ErrorLevel.Fatal, $"the drive loop has ended: {bug}", "restart the car's program and send its log to the engineers");
        if (report.Search is { } search && report.Output.Hold is HoldReason.None or HoldReason.Lost or HoldReason.Paused)
            return Error(CarErrorTypes.LocalizationLost, search.Seconds < SearchGrace ? ErrorLevel.Warning : ErrorLevel.Fatal,
                FormattableString.Invariant($"the car has lost its place and looks for it; the likeliest of {search.Candidates.Count} edges has {(search.Candidates.Count > 0 ? 100 * search.Candidates[0].Share : 0):0} %"),
                "freeze space and send searchPosition, or put it on a node and send initPosition");
        var healing = report.Now - report.HoldSince < Grace ? ErrorLevel.Warning : ErrorLevel.Fatal;
        return report.Output.Hold switch
        {
            HoldReason.EmergencyStop => Error(CarErrorTypes.EmergencyStop, ErrorLevel.Fatal, "the emergency button was pressed", "let the button go and press resume on the car"),
            HoldReason.BoardFault => Error(CarErrorTypes.MotorFault, ErrorLevel.Fatal, "a motor reports a fault", "free the wheels, then switch the board off and on"),
            HoldReason.BatteryLow => Error(CarErrorTypes.BatteryLow, ErrorLevel.Fatal, $"the battery is at {report.Status.BatteryVolts:0.0} V", "charge the car or change its battery"),
            HoldReason.StatusStale => Error(CarErrorTypes.BoardLost, healing, conditions.MotorComplaint ?? "the motor board is not heard", "check the USB cable and the board's power"),
            HoldReason.FrameStale => Error(CarErrorTypes.CameraLost, healing, conditions.CameraComplaint ?? "no fresh camera frame", "check the camera"),
            HoldReason.ModelOutputBroken => Error(CarErrorTypes.LaneModelBroken, healing, "the picture is dark, or the lane model gives no numbers", "uncover the camera; if that is not it, put another model on the car"),
            HoldReason.SightStale => Error(CarErrorTypes.DetectorFailed, healing, conditions.DetectorFault is { } fault ? $"the detector has failed: {fault}" : "no fresh sight of others",
                "where no server reserves the road a car that does not see stands; restart its program, or put another detector on it"),
            HoldReason.Lost => Error(CarErrorTypes.LocalizationLost, ErrorLevel.Fatal,
                FormattableString.Invariant($"the car may be {report.Output.At.DeviationRange:0.00} m from where it believes to be"), "put it on a node and send initPosition"),
            _ => null,
        };
    }

    /// <summary>What does not hold the car: it drives on, poorer.</summary>
    public static VdaError? Impairment(in DriveReport report, CarConditions conditions) => conditions.DetectorFault is not { } fault || report.Output.Hold == HoldReason.SightStale ? null
        : Error(CarErrorTypes.DetectorFailed, ErrorLevel.Warning, $"the detector has failed: {fault}", "the car drives on without seeing signs and others; restart its program, or put another detector on it");

    private static VdaError Error(string type, ErrorLevel level, string what, string hint) => new(type, level, ErrorDescription: what, ErrorHint: hint);
}
