namespace Pixelopolis.City.Generation;

/// <summary>Chooses which streets of a lattice fall away and which become alleys.</summary>
internal static class StreetChoice
{
    private const double MostDropped = 0.2;

    public static void DropSome(Lattice lattice, Random random, LatticePoint? roundabout, int fewestJunctions)
    {
        var streets = Shuffled([.. lattice.Streets.Where(s => !s.Alley)], random);
        var wanted = random.Next(0, (int)(streets.Length * MostDropped) + 1);
        foreach (var street in streets)
        {
            if (wanted == 0) return;
            if (roundabout is { } ring && street.Touches(ring) && lattice.At(ring).Count() <= 3) continue;
            if (lattice.TryDrop(street, fewestJunctions)) wanted--;
        }
    }

    /// <returns>How many there are.</returns>
    public static int MakeAlleys(Lattice lattice, Random random, LatticePoint? roundabout, int wanted)
    {
        var made = 0;
        foreach (var street in Shuffled(lattice.Streets, random).OrderBy(lattice.IsOuter))
        {
            if (made == wanted) break;
            if (roundabout is { } ring && street.Touches(ring)) continue;
            if (lattice.TryMakeAlley(street, random.Next(2) == 0 ? street.A : street.B)) made++;
        }
        return made;
    }

    private static LatticeStreet[] Shuffled(IReadOnlyList<LatticeStreet> streets, Random random)
    {
        LatticeStreet[] shuffled = [.. streets];
        random.Shuffle(shuffled);
        return shuffled;
    }
}
