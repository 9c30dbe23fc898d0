namespace Pixelopolis.Fleet.Contracts.Vda5050;

/// <summary>Topic <c>factsheet</c>, retained: what a car is and can do.</summary>
public sealed record FactsheetMessage : VdaMessage
{
    public required TypeSpecification TypeSpecification { get; init; }
    public required PhysicalParameters PhysicalParameters { get; init; }
    public required ProtocolLimits ProtocolLimits { get; init; }
    public required ProtocolFeatures ProtocolFeatures { get; init; }
    public required AgvGeometry AgvGeometry { get; init; }
    public required LoadSpecification LoadSpecification { get; init; }
    public VehicleConfig? VehicleConfig { get; init; }
}

/// <summary>Mass in kilograms. Localization types: NATURAL, REFLECTOR, RFID, DMC, SPOT, GRID; navigation: PHYSICAL_LINE_GUIDED, VIRTUAL_LINE_GUIDED, AUTONOMOUS.</summary>
public sealed record TypeSpecification(string SeriesName, AgvKinematic AgvKinematic, AgvClass AgvClass, double MaxLoadMass,
    IReadOnlyList<string> LocalizationTypes, IReadOnlyList<string> NavigationTypes, string? SeriesDescription = null);

public enum AgvKinematic { Diff, Omni, ThreeWheel }

public enum AgvClass { Forklift, Conveyor, Tugger, Carrier }

/// <summary>Metres, m/s, m/s².</summary>
public sealed record PhysicalParameters(double SpeedMin, double SpeedMax, double AccelerationMax, double DecelerationMax,
    double HeightMax, double Width, double Length, double? HeightMin = null);

/// <summary>Array lengths by dotted name (<c>order.nodes</c>).</summary>
public sealed record ProtocolLimits(MaxStringLens MaxStringLens, IReadOnlyDictionary<string, uint> MaxArrayLens, Timing Timing);

public sealed record MaxStringLens(uint? MsgLen = null, uint? TopicSerialLen = null, uint? TopicElemLen = null, uint? IdLen = null,
    bool? IdNumericalOnly = null, uint? EnumLen = null, uint? LoadIdLen = null);

/// <summary>Seconds.</summary>
public sealed record Timing(double MinOrderInterval, double MinStateInterval, double? DefaultStateInterval = null, double? VisualizationInterval = null);

public sealed record ProtocolFeatures(IReadOnlyList<OptionalParameter> OptionalParameters, IReadOnlyList<AgvAction> AgvActions);

public sealed record OptionalParameter(string Parameter, ParameterSupport Support, string? Description = null);

public enum ParameterSupport { Supported, Required }

public sealed record AgvAction(string ActionType, IReadOnlyList<ActionScope> ActionScopes, IReadOnlyList<AgvActionParameter>? ActionParameters = null,
    string? ActionDescription = null, string? ResultDescription = null, IReadOnlyList<BlockingType>? BlockingTypes = null);

public enum ActionScope { Instant, Node, Edge }

public sealed record AgvActionParameter(string Key, ValueDataType ValueDataType, string? Description = null, bool? IsOptional = null);

public enum ValueDataType { Bool, Number, Integer, Float, String, Object, Array }

/// <summary>Outlines seen from the kinematic centre, metres.</summary>
public sealed record AgvGeometry(IReadOnlyList<WheelDefinition>? WheelDefinitions = null, IReadOnlyList<Envelope2d>? Envelopes2d = null);

public sealed record WheelDefinition(WheelType Type, bool IsActiveDriven, bool IsActiveSteered, WheelPosition Position, double Diameter, double Width);

public enum WheelType { Drive, Caster, Fixed, Mecanum }

public sealed record WheelPosition(double X, double Y, double? Theta = null);

public sealed record Envelope2d(string Set, IReadOnlyList<PolygonPoint> PolygonPoints, string? Description = null);

public sealed record PolygonPoint(double X, double Y);

public sealed record LoadSpecification(IReadOnlyList<string>? LoadPositions = null);

/// <summary>Versions of the software on board, and more that can be shown.</summary>
public sealed record VehicleConfig(IReadOnlyList<VersionInfo>? Versions = null);

public sealed record VersionInfo(string Key, string Value);
