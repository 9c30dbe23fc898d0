using CsCheck;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Tests.Scenarios;

public sealed class AppearanceTests
{
    [Fact]
    public void Without_variety_every_seed_is_the_showroom() =>
        Gen.ULong.Sample(seed => Appearance.FromSeed(seed, 0) == Appearance.Showroom with { Seed = seed });

    [Fact]
    public void The_same_seed_gives_the_same_look_and_another_seed_another()
    {
        Assert.Equal(Appearance.FromSeed(42), Appearance.FromSeed(42));
        Assert.NotEqual(Appearance.FromSeed(42) with { Seed = 0 }, Appearance.FromSeed(43) with { Seed = 0 });
    }

    [Fact]
    public void A_hundred_seeds_show_every_surface_and_all_surroundings()
    {
        var looks = Enumerable.Range(0, 100).Select(k => Appearance.FromSeed((ulong)k)).ToArray();
        Assert.Equal(Enum.GetValues<Surroundings>().Length, looks.Select(l => l.Surroundings).Distinct().Count());
        Assert.True(looks.Select(l => l.Table).Distinct().Count() >= 9);
        Assert.True(looks.Select(l => l.Blocks).Distinct().Count() >= 6);
    }

    [Fact]
    public void Paint_is_always_brighter_than_asphalt() =>
        Gen.ULong.Sample(seed =>
        {
            var look = Appearance.FromSeed(seed);
            return look.Paint.Y > 2 * look.Asphalt.Y && look.JpegQuality is >= 1 and <= 100 && look.Exposure > 0 && look.PavementWidth <= 0.085f;
        });
}
