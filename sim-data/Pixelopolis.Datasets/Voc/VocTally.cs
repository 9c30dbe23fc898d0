using Pixelopolis.Car.Perception;

namespace Pixelopolis.Datasets.Voc;

/// <summary>How many objects of a name there are: those to be found, and difficult ones.</summary>
public readonly record struct VocCount(string Name, int Plain, int Difficult);

/// <summary>Counts objects by name.</summary>
public static class VocTally
{
    /// <summary>Every class of <see cref="ObjectClasses"/> in its order, then names that are none of ours.</summary>
    public static List<VocCount> Of(IEnumerable<VocImage> images)
    {
        var counts = ObjectClasses.All.Select(ObjectClasses.Word).ToDictionary(w => w, w => new VocCount(w, 0, 0), StringComparer.Ordinal);
        foreach (var thing in images.SelectMany(i => i.Objects))
        {
            var count = counts.GetValueOrDefault(thing.Name, new VocCount(thing.Name, 0, 0));
            counts[thing.Name] = thing.Difficult ? count with { Difficult = count.Difficult + 1 } : count with { Plain = count.Plain + 1 };
        }
        return [.. counts.Values.OrderBy(c => ObjectClasses.Of(c.Name) is var kind && kind == ObjectClass.None ? int.MaxValue : (int)kind)];
    }
}
