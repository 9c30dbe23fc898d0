namespace Pixelopolis.City.Planning;

/// <summary>
/// Moves a crossing's stop and exit nodes outwards until the cars that wait, and the cars that have just left, are clear of
/// all turns but those that start or end where they stand.
/// </summary>
internal static class WaitingRoom
{
    private const double Step = 0.01;
    private const int MostSteps = 40;
    private const double Spacing = 0.015;

    private static readonly CarFootprint Body = CarFootprint.Reference.Inflated(SweptConflicts.SidewaysMargin, RoadStandard.WaitingMargin);

    public static List<Arm> Make(List<Arm> arms)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var blocked = Blocked(arms);
            if (!blocked.Contains(true)) break;
            arms = [.. arms.Select((a, i) => blocked[i] ? a with { Length = a.Length + Step } : a)];
        }
        return arms;
    }

    private static bool[] Blocked(List<Arm> arms)
    {
        var blocked = new bool[arms.Count];
        for (var from = 0; from < arms.Count; from++)
            for (var to = 0; to < arms.Count; to++)
            {
                if (from == to || arms[from].Approach is null || arms[to].Exit is null) continue;
                var boxes = Boxes(TurnPath.Between(arms[from].StopPose, arms[to].ExitPose));
                for (var i = 0; i < arms.Count; i++)
                {
                    if (i != from && arms[i].Approach is not null) blocked[i] |= boxes.Exists(CarBox.At(arms[i].StopPose, Body).Overlaps);
                    if (i != to && arms[i].Exit is not null) blocked[i] |= boxes.Exists(CarBox.At(arms[i].ExitPose, Body).Overlaps);
                }
            }
        return blocked;
    }

    private static List<CarBox> Boxes(RoadPath turn)
    {
        var boxes = new List<CarBox>();
        foreach (var piece in turn.Pieces)
            for (var s = 0.0; s < piece.Length + Spacing; s += Spacing)
                boxes.Add(CarBox.At(piece.At(Math.Min(s, piece.Length)), Body));
        return boxes;
    }
}
