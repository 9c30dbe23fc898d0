using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.Tests.Perception;

public sealed class SightReadingTests
{
    private static readonly Detection Stop = new(ObjectClass.Stop, 0.9f, 0.1f, 0.2f, 0.3f, 0.4f);

    [Fact]
    public void Is_a_value_with_what_was_found()
    {
        var found = new[] { Stop, Stop with { Score = 0.5f } };
        var sight = new SightReading(7, 1.5, found);
        found[0] = default;
        Assert.Equal([Stop, Stop with { Score = 0.5f }], sight.Found().ToArray());
        Assert.Equal(sight, new SightReading(7, 1.5, [Stop, Stop with { Score = 0.5f }]));
        Assert.NotEqual(sight, new SightReading(7, 1.5, [Stop, Stop]));
        Assert.NotEqual(sight, new SightReading(8, 1.5, [Stop, Stop with { Score = 0.5f }]));
        Assert.Equal(0u, default(SightReading).Frame);
        Assert.Empty(default(SightReading).Found().ToArray());
    }

    [Fact]
    public void Keeps_the_best_where_there_are_too_many()
    {
        var found = Enumerable.Range(0, 40).Select(i => Stop with { Score = 1 - i / 40f }).ToArray();
        var sight = new SightReading(1, 0, found);
        Assert.Equal(SightReading.Most, sight.Count);
        Assert.Equal(found[..SightReading.Most], sight.Found().ToArray());
    }
}
