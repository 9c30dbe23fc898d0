using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Replay.Tests.Wire;

/// <summary>One message of each kind, and the special ones, as a ride through a small city would have them.</summary>
internal static class WireMessages
{
    private static readonly DateTimeOffset Time = new(2026, 3, 18, 9, 5, 7, 250, TimeSpan.Zero);

    private static readonly VdaAction CancelOrder = new(ActionTypes.CancelOrder, "5c0e2d4b-0001", BlockingType.Hard);

    private static readonly VdaAction InitPosition = new(ActionTypes.InitPosition, "5c0e2d4b-0002", BlockingType.Hard,
    [
        new("x", ParameterValue.Of(0.5)), new("y", ParameterValue.Of(1.25)), new("theta", ParameterValue.Of(1.5708)),
        new("mapId", ParameterValue.Of("pixelopolis")), new("lastNodeId", ParameterValue.Of("n1")),
    ]);

    private static readonly StateMessage Idle = new()
    {
        OrderId = "",
        OrderUpdateId = 0,
        LastNodeId = "",
        LastNodeSequenceId = 0,
        Driving = false,
        NodeStates = [],
        EdgeStates = [],
        ActionStates = [],
        BatteryState = new(100, false),
        OperatingMode = OperatingMode.Automatic,
        Errors = [],
        SafetyState = new(EStop.None, false),
    };

    public static IReadOnlyDictionary<string, VdaMessage> All { get; } = new Dictionary<string, VdaMessage>
    {
        ["order"] = Sent(new OrderMessage
        {
            OrderId = "b-17",
            OrderUpdateId = 0,
            Nodes =
            [
                new("n1", 0, true, [], new(0.5, 1.25, "pixelopolis", Theta: 1.5708, AllowedDeviationXY: 0.1)),
                new("n2", 2, true, [], new(0.5, 2.05, "pixelopolis"), NodeDescription: "stop"),
                new("n3", 4, false, [new(ActionTypes.StartCharging, "5c0e2d4b-0003", BlockingType.Hard)], new(1.3, 2.85, "pixelopolis")),
            ],
            Edges =
            [
                new("n1-n2", 1, true, "n1", "n2", [], MaxSpeed: 0.4, Length: 0.8),
                new("n2-n3", 3, false, "n2", "n3", [], MaxSpeed: 0.25, Length: 1.2566, Trajectory: new(2, [0, 0, 0, 1, 1, 1], [new(0.5, 2.05), new(0.5, 2.85, 0.7071), new(1.3, 2.85)])),
            ],
        }),
        ["instant-actions"] = Sent(new InstantActionsMessage { Actions = [CancelOrder, InitPosition] }),
        ["state-idle"] = Sent(Idle),
        ["state-driving"] = Sent(Idle with
        {
            OrderId = "b-17",
            LastNodeId = "n1",
            Driving = true,
            NodeStates = [new("n2", 2, true), new("n3", 4, false)],
            EdgeStates = [new("n1-n2", 1, true), new("n2-n3", 3, false)],
            ActionStates = [new("5c0e2d4b-0003", ActionStatus.Waiting, ActionTypes.StartCharging)],
            BatteryState = new(81.5, false, BatteryVoltage: 7.72),
            AgvPosition = new(0.5, 1.4, 1.5708, "pixelopolis", true, LocalizationScore: 0.93, DeviationRange: 0.04),
            Velocity = new(Vx: 0.35, Vy: 0, Omega: 0.01),
            Paused = false,
            NewBaseRequest = true,
            DistanceSinceLastNode = 0.15,
            Information = [new(InfoTypes.Stream, InfoLevel.Info, [new(InfoTypes.StreamUrlKey, "http://127.0.0.1:9001/stream")])],
        }),
        ["state-rejecting"] = Sent(Idle with
        {
            Errors = [new(ErrorTypes.Order, ErrorLevel.Warning, [new("topic", "order"), new("orderId", "b-18"), new("orderUpdateId", "0")], "the car cannot pick", "send an order without it")],
            OperatingMode = OperatingMode.SemiAutomatic,
            SafetyState = new(EStop.AutoAck, true),
        }),
        ["state-seeing"] = Sent(Idle with
        {
            LastNodeId = "n1",
            AgvPosition = new(0.5, 1.4, 1.5708, "pixelopolis", true, LocalizationScore: 0.93, DeviationRange: 0.04),
            Pixelopolis = new([new("stop", 0.65, 2.05, 0.071, 0.94, 0.12), new(Sighting.Car, 0.51, 2.31, 0.18, 0.88, 0.12)]),
        }),
        ["state-lost"] = Sent(Idle with
        {
            LastNodeId = "n1",
            Driving = true,
            Errors = [new("localizationLost", ErrorLevel.Warning, ErrorDescription: "the car has lost its place")],
            AgvPosition = new(0.5, 1.4, 1.5708, "pixelopolis", true, LocalizationScore: 0, DeviationRange: 0.04),
            Pixelopolis = new(Search: new([new("n1-n2", 0.71, 0.1, 0.62), new("n2-n3", 0.28, 0, 0.35)], 0.01, 0.34, 1.2, 14.5)),
        }),
        ["search-position"] = Sent(new InstantActionsMessage
        {
            Actions = [new(ActionTypes.SearchPosition, "5c0e2d4b-0004", BlockingType.None, [new(ActionTypes.SearchDistance, ParameterValue.Of(0.6))])],
        }),
        ["connection-online"] = Sent(new ConnectionMessage { ConnectionState = ConnectionState.Online }),
        ["connection-broken"] = Sent(new ConnectionMessage { ConnectionState = ConnectionState.ConnectionBroken }),
        ["visualization"] = Sent(new VisualizationMessage { AgvPosition = new(0.5, 1.4, 1.5708, "pixelopolis", true), Velocity = new(Vx: 0.35) }),
        ["factsheet"] = Sent(new FactsheetMessage
        {
            TypeSpecification = new("Pixelopolis reference car", AgvKinematic.Diff, AgvClass.Carrier, 0, ["NATURAL"], ["VIRTUAL_LINE_GUIDED"]),
            PhysicalParameters = new(0, 0.45, 0.5, 1, 0.14, 0.12, 0.2),
            ProtocolLimits = new(new(), new Dictionary<string, uint> { ["order.nodes"] = 1000, ["order.edges"] = 999 }, new(0.1, 0.05, 1)),
            ProtocolFeatures = new([new("order.nodes.nodePosition.allowedDeviationXY", ParameterSupport.Supported)],
                [new(ActionTypes.InitPosition, [ActionScope.Instant], [new("x", ValueDataType.Float)], BlockingTypes: [BlockingType.Hard])]),
            AgvGeometry = new([new(WheelType.Drive, true, false, new(0, 0.05), 0.06, 0.02)], [new("body", [new(0.06, 0.06), new(-0.14, 0.06), new(-0.14, -0.06), new(0.06, -0.06)])]),
            LoadSpecification = new(),
            VehicleConfig = new([new("software", "0.1.0")]),
        }),
    };

    public static VdaMessage Read(string name, byte[] json) => All[name] switch
    {
        OrderMessage => VdaJson.ReadOrder(json).Message!,
        InstantActionsMessage => VdaJson.ReadInstantActions(json).Message!,
        StateMessage => VdaJson.ReadState(json).Message!,
        ConnectionMessage => VdaJson.ReadConnection(json).Message!,
        VisualizationMessage => VdaJson.ReadVisualization(json).Message!,
        _ => VdaJson.ReadFactsheet(json).Message!,
    };

    private static T Sent<T>(T message) where T : VdaMessage => message.Stamped(42, Time, Topics.Car("car-1"));
}
