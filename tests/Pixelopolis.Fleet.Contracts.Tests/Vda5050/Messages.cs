using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Fleet.Contracts.Tests.Vda5050;

/// <summary>One of each message, with most of its fields.</summary>
internal static class Messages
{
    private static readonly DateTimeOffset Now = new(2026, 3, 18, 9, 5, 7, 250, TimeSpan.Zero);

    public static OrderMessage Order { get; } = new OrderMessage
    {
        OrderId = "o-1",
        OrderUpdateId = 2,
        Nodes =
        [
            new("n1", 0, true, [], new(0.5, 1.25, "city", Theta: -1.5, AllowedDeviationXY: 0.1)),
            new("n2", 2, false, [new(ActionTypes.StartCharging, "a-1", BlockingType.Hard)], NodeDescription: "stop"),
        ],
        Edges = [new("e1", 1, false, "n1", "n2", [], MaxSpeed: 0.4, Length: 0.8, Trajectory: new(1, [0, 0, 1, 1], [new(0.5, 1.25), new(1.3, 1.25, 1)]))],
    }.Stamped(3, Now, Topics.Car("car-1"));

    public static StateMessage State { get; } = new StateMessage
    {
        OrderId = "o-1",
        OrderUpdateId = 2,
        LastNodeId = "n1",
        LastNodeSequenceId = 0,
        Driving = true,
        NodeStates = [new("n2", 2, true)],
        EdgeStates = [new("e1", 1, true)],
        ActionStates = [new("a-1", ActionStatus.Waiting, ActionTypes.StartCharging)],
        BatteryState = new(81.5, false, BatteryVoltage: 7.7),
        OperatingMode = OperatingMode.Automatic,
        Errors = [new(ErrorTypes.NoRoute, ErrorLevel.Warning, [new("nodeId", "n9")], ErrorHint: "move the car")],
        SafetyState = new(EStop.None, false),
        AgvPosition = new(0.6, 1.25, 0, "city", true, LocalizationScore: 0.93, DeviationRange: 0.04),
        Velocity = new(Vx: 0.35, Omega: 0.01),
        Paused = false,
        DistanceSinceLastNode = 0.1,
        Information = [new(InfoTypes.Stream, InfoLevel.Info, [new(InfoTypes.StreamUrlKey, "http://127.0.0.1:9001/stream")])],
    }.Stamped(41, Now, Topics.Car("car-1"));

    public static InstantActionsMessage InitPosition { get; } = new InstantActionsMessage
    {
        Actions =
        [
            new(ActionTypes.InitPosition, "a-2", BlockingType.Hard,
            [
                new("x", ParameterValue.Of(0.5)), new("y", ParameterValue.Of(1.25)), new("theta", ParameterValue.Of(0)),
                new("mapId", ParameterValue.Of("city")), new("lastNodeId", ParameterValue.Of("n1")),
            ]),
        ],
    }.Stamped(1, Now, Topics.Car("car-1"));
}
