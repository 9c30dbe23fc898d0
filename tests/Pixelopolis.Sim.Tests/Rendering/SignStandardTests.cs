using Pixelopolis.City;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Sim.Tests.Rendering;

public sealed class SignStandardTests
{
    [Theory]
    [MemberData(nameof(All))]
    public void A_drawn_plate_reaches_as_far_up_and_down_as_the_standard_says(SignClass sign)
    {
        var pixels = SignArt.Draw(sign);
        var rows = Enumerable.Range(0, SignArt.Size).Where(y => Enumerable.Range(0, SignArt.Size).Any(x => pixels[y * SignArt.Size + x] >> 24 > 127)).ToArray();
        var (up, down) = SignStandard.Reach(sign);
        var pixel = SignStandard.Across / SignArt.Size;
        Assert.Equal(up, (SignArt.Size / 2 - rows[0]) * pixel, 1.1 * pixel);
        Assert.Equal(down, (rows[^1] + 1 - SignArt.Size / 2) * pixel, 1.1 * pixel);
    }

    public static TheoryData<SignClass> All() => [.. Enum.GetValues<SignClass>()];
}
