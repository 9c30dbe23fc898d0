using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Orders;
using Pixelopolis.City;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Reporting;

/// <summary>What the reference car is and can do, as VDA 5050's factsheet tells it.</summary>
public static class CarFactsheet
{
    private const double CasterBehindAxle = 0.10;

    public static FactsheetMessage Of(DriveOptions options, ReportIntervals intervals, string softwareVersion, string? modelSha256)
    {
        var (wheels, safety) = (options.Wheels, options.Safety);
        return new FactsheetMessage
        {
            TypeSpecification = new("Pixelopolis reference car", AgvKinematic.Diff, AgvClass.Carrier, 0, ["NATURAL"], ["VIRTUAL_LINE_GUIDED"],
                "A tabletop car that keeps its lane by camera; at most 1.5 rad/s"),
            PhysicalParameters = new(SpeedMin: 0, safety.TopSpeed, safety.Acceleration, DecelerationMax: 1, HeightMax: 0.14, Width: 0.12, Length: 0.20, HeightMin: 0.14),
            ProtocolLimits = new(
                new MaxStringLens(MsgLen: VdaLimits.MaxPayload, IdLen: VdaLimits.MaxText, IdNumericalOnly: false),
                new Dictionary<string, uint>
                {
                    ["order.nodes"] = OrderCheck.MostNodes,
                    ["order.edges"] = OrderCheck.MostNodes - 1,
                    ["instantActions"] = VdaLimits.MaxArray,
                },
                new Timing(MinOrderInterval: 0.1, intervals.MinState, intervals.DrivingState, intervals.Visualization)),
            ProtocolFeatures = new(
                [
                    new("order.nodes.nodePosition", ParameterSupport.Supported, "passed over: the car drives by its map"),
                    new("order.edges.maxSpeed", ParameterSupport.Supported, "the map's own, which the car keeps"),
                ],
                Actions()),
            AgvGeometry = new(Wheels(wheels), [Body()]),
            LoadSpecification = new LoadSpecification(),
            VehicleConfig = new([new("software", softwareVersion), .. modelSha256 is null ? [] : new[] { new VersionInfo("laneModelSha256", modelSha256) }]),
        };
    }

    private static List<AgvAction> Actions() =>
    [
        new(ActionTypes.CancelOrder, [ActionScope.Instant], BlockingTypes: [BlockingType.Hard]),
        new(ActionTypes.StartPause, [ActionScope.Instant], BlockingTypes: [BlockingType.Hard]),
        new(ActionTypes.StopPause, [ActionScope.Instant], BlockingTypes: [BlockingType.Hard]),
        new(ActionTypes.StateRequest, [ActionScope.Instant], BlockingTypes: [BlockingType.None]),
        new(ActionTypes.FactsheetRequest, [ActionScope.Instant], BlockingTypes: [BlockingType.None]),
        new(ActionTypes.InitPosition, [ActionScope.Instant],
            [
                new("x", ValueDataType.Float, "metres, of the drive axle's middle"), new("y", ValueDataType.Float, "metres"), new("theta", ValueDataType.Float, "radians"),
                new("mapId", ValueDataType.String), new("lastNodeId", ValueDataType.String),
            ], BlockingTypes: [BlockingType.Hard]),
        new(ActionTypes.SearchPosition, [ActionScope.Instant],
            [new(ActionTypes.SearchDistance, ValueDataType.Float, FormattableString.Invariant($"metres, more than 0, at most {ActionTypes.MostSearchDistance}; only while the car is lost"))],
            BlockingTypes: [BlockingType.None]),
        new(ActionTypes.StartCharging, [ActionScope.Instant, ActionScope.Node], BlockingTypes: [BlockingType.Hard]),
        new(ActionTypes.StopCharging, [ActionScope.Instant, ActionScope.Node], BlockingTypes: [BlockingType.Hard]),
    ];

    private static List<WheelDefinition> Wheels(WheelGeometry wheels) =>
    [
        new(WheelType.Drive, true, false, new(0, wheels.Track / 2), 2 * wheels.WheelRadius, 0.02),
        new(WheelType.Drive, true, false, new(0, -wheels.Track / 2), 2 * wheels.WheelRadius, 0.02),
        new(WheelType.Caster, false, false, new(-CasterBehindAxle, 0), 0.02, 0.01),
    ];

    private static Envelope2d Body()
    {
        var body = CarFootprint.Reference;
        return new("body", [new(body.Front, body.HalfWidth), new(-body.Rear, body.HalfWidth), new(-body.Rear, -body.HalfWidth), new(body.Front, -body.HalfWidth)]);
    }
}
