using System.Globalization;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Safety;
using Pixelopolis.Car.Traffic;
using Pixelopolis.City;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Reporting;

/// <summary>The car's state as VDA 5050 wants it told, from its order, its newest drive step and its conditions. The header is left to whoever sends it.</summary>
public static class StateReport
{
    /// <summary>For people: why the car stands.</summary>
    public const string HoldInfo = "hold";
    /// <summary>What is in the car's way, how far off it is and how fast the gap closes.</summary>
    public const string AheadInfo = "ahead";
    private const int Millimetres = 3;

    public static StateMessage State(OrderSnapshot order, in DriveReport report, CarConditions conditions, CityMap map, DriveOptions options)
    {
        var errors = order.Errors;
        if (CarErrors.Of(report, conditions) is { } error) errors = [.. errors, error];
        if (CarErrors.Impairment(report, conditions) is { } impairment) errors = [.. errors, impairment];
        return new StateMessage
        {
            OrderId = order.OrderId,
            OrderUpdateId = order.OrderUpdateId,
            LastNodeId = order.LastNodeId,
            LastNodeSequenceId = order.LastNodeSequenceId,
            NodeStates = order.NodeStates,
            EdgeStates = order.EdgeStates,
            ActionStates = order.ActionStates,
            NewBaseRequest = order.NewBaseRequest,
            Errors = errors,
            Driving = !report.Standing,
            Paused = report.Paused,
            OperatingMode = OperatingMode.Automatic,
            BatteryState = Battery(order, report),
            SafetyState = new SafetyState(report.Output.Hold == HoldReason.EmergencyStop ? EStop.Manual : EStop.None, FieldViolation: false),
            AgvPosition = Position(order, report, map),
            Velocity = VelocityOf(report, options.Wheels),
            DistanceSinceLastNode = Math.Round(report.SinceLastNode, Millimetres),
            Maps = [new VdaMap(map.Id, map.Version, MapStatus.Enabled)],
            Information = Information(report, conditions),
            Pixelopolis = Extension(order, report, options),
        };
    }

    public static VisualizationMessage Visualization(OrderSnapshot order, in DriveReport report, CityMap map, WheelGeometry wheels) =>
        new() { AgvPosition = Position(order, report, map), Velocity = VelocityOf(report, wheels) };

    /// <summary>What holds the car, in words.</summary>
    public static string Words(HoldReason hold) => hold switch
    {
        HoldReason.None => "driving",
        HoldReason.EmergencyStop => "emergency stop",
        HoldReason.BoardFault => "motor fault",
        HoldReason.BatteryLow => "battery low",
        HoldReason.StatusStale => "no word from the motor board",
        HoldReason.FrameStale => "no fresh camera frame",
        HoldReason.ModelOutputBroken => "no lane can be made out",
        HoldReason.Lost => "lost",
        HoldReason.Paused => "paused",
        HoldReason.NoOrder => "no order",
        HoldReason.EndOfBase => "at the end of its released road",
        HoldReason.SightStale => "no fresh sight of others",
        HoldReason.CarAhead => "waiting for the car ahead",
        HoldReason.Obstacle => "something is in the way",
        HoldReason.GiveWay => "giving way at the intersection",
        _ => hold.ToString(),
    };

    /// <summary>Null where there is nothing to tell.</summary>
    private static StateExtension? Extension(OrderSnapshot order, in DriveReport report, DriveOptions options)
    {
        if (report.Search is { } search) return new StateExtension(Search: search);
        return order.PositionInitialized && report.Knows(order) && Sightings.Of(report, options) is { Count: > 0 } seen ? new StateExtension(seen) : null;
    }

    private static BatteryState Battery(OrderSnapshot order, in DriveReport report) => double.IsNaN(report.StatusAt)
        ? new BatteryState(0, order.Charging)
        : new BatteryState(Math.Round(BatteryCharge.Percent(report.Status.BatteryVolts), 1), order.Charging, Math.Round(report.Status.BatteryVolts, 2));

    /// <summary>Left out while nobody has said where the car stands, and until a drive step has been made since: a pose that means nothing misleads.</summary>
    private static AgvPosition? Position(OrderSnapshot order, in DriveReport report, CityMap map) => !order.PositionInitialized || !report.Knows(order) || !double.IsFinite(report.Pose.X) ? null
        : new AgvPosition(Math.Round(report.Pose.X, 4), Math.Round(report.Pose.Y, 4), Math.Round(report.Pose.Theta, 4), map.Id, true,
            Math.Round(report.Output.At.Score, 3), Math.Round(report.Output.At.DeviationRange, Millimetres));

    private static Velocity? VelocityOf(in DriveReport report, WheelGeometry wheels)
    {
        if (double.IsNaN(report.StatusAt)) return null;
        var (speed, yawRate) = wheels.Motion(report.Status);
        return new Velocity(Math.Round(speed, Millimetres), 0, Math.Round(yawRate, Millimetres));
    }

    private static VdaInfo Ahead(in ThingAhead ahead, double speed)
    {
        var kind = ahead.IsCar ? "car" : "obstacle";
        return new VdaInfo(AheadInfo, InfoLevel.Info,
            [
                new InfoReference("kind", kind), new InfoReference("distance", ahead.Gap.ToString("0.00", CultureInfo.InvariantCulture)),
                new InfoReference("closing", ahead.Closing(speed).ToString("0.00", CultureInfo.InvariantCulture)),
            ], string.Create(CultureInfo.InvariantCulture, $"{kind} {ahead.Gap:0.00} m ahead"));
    }

    private static List<VdaInfo> Information(in DriveReport report, CarConditions conditions)
    {
        List<VdaInfo> all = [new VdaInfo(HoldInfo, InfoLevel.Info, [new InfoReference("reason", report.Output.Hold.ToString())], Words(report.Output.Hold))];
        if (report.Output.Traffic.Ahead is { IsThere: true } ahead) all.Add(Ahead(ahead, report.Output.Speed));
        if (conditions.StreamUrl is { } url) all.Add(new VdaInfo(InfoTypes.Stream, InfoLevel.Info, [new InfoReference(InfoTypes.StreamUrlKey, url)]));
        return all;
    }
}
