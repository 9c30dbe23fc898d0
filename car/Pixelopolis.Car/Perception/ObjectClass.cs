using Pixelopolis.City;
using Pixelopolis.City.Lif;

namespace Pixelopolis.Car.Perception;

/// <summary>What a detector tells apart: the map's sixteen sign classes, in their order, then cars and obstacles. Our own models number them so, from 1.</summary>
public enum ObjectClass : byte
{
    None,
    Stop, Yield, PriorityRoad, NoEntry, SpeedLimit20, SpeedLimit30, TurnLeftAhead, TurnRightAhead, StraightAhead, Roundabout,
    PedestrianCrossing, School, Parking, Hospital, BusStop, TrafficSignals,
    Car, Hand, Box, Unknown,
}

/// <summary>The classes' words, as they stand in Pascal VOC files and in label maps.</summary>
public static class ObjectClasses
{
    /// <summary>How many there are besides <see cref="ObjectClass.None"/>.</summary>
    public const int Count = (int)ObjectClass.Unknown;

    private static readonly string[] Words = ["none", .. LifWords.Classes, "car", "hand", "box", "unknown"];

    /// <summary>All but <see cref="ObjectClass.None"/>, in the models' order.</summary>
    public static IReadOnlyList<ObjectClass> All { get; } = [.. Enumerable.Range(1, Count).Select(i => (ObjectClass)i)];

    public static string Word(ObjectClass kind) => Words[(int)kind];

    /// <summary><see cref="ObjectClass.None"/> for a word that is none of ours.</summary>
    public static ObjectClass Of(string word) => (ObjectClass)Math.Max(0, Array.IndexOf(Words, word));

    public static ObjectClass Of(SignClass sign) => (ObjectClass)((int)ObjectClass.Stop + (int)sign);

    public static bool IsSign(ObjectClass kind) => kind is >= ObjectClass.Stop and <= ObjectClass.TrafficSignals;

    /// <summary>Something to stop for: a hand, a box or an unknown thing.</summary>
    public static bool IsObstacle(ObjectClass kind) => kind is ObjectClass.Hand or ObjectClass.Box or ObjectClass.Unknown;

    /// <summary>Of a class that <see cref="IsSign"/>.</summary>
    public static SignClass SignOf(ObjectClass kind) => (SignClass)(kind - ObjectClass.Stop);
}
