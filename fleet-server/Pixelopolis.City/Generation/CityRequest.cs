namespace Pixelopolis.City.Generation;

/// <summary>What a generated city is to be: so many blocks wide and high, by a seed, with a roundabout if asked for.</summary>
public sealed record CityRequest(int BlocksWide, int BlocksHigh, int Seed, bool Roundabout = false)
{
    public const int FewestBlocks = 2;
    public const int MostBlocks = 8;

    /// <summary>What is wrong with the request and what would be right, or null.</summary>
    public string? Fault() =>
        BlocksWide is < FewestBlocks or > MostBlocks ? $"blocks wide is {BlocksWide}; {FewestBlocks} to {MostBlocks} is right"
        : BlocksHigh is < FewestBlocks or > MostBlocks ? $"blocks high is {BlocksHigh}; {FewestBlocks} to {MostBlocks} is right"
        : Roundabout && BlocksWide + BlocksHigh < 5 ? "a city with a roundabout has at least 3x2 or 2x3 blocks: beside it there must be room for alleys"
        : null;

    /// <summary>Reads <c>3x2</c>; null where it is not of that form.</summary>
    public static (int Wide, int High)? ParseBlocks(string text)
    {
        var parts = text.Split('x', 'X');
        return parts.Length == 2 && int.TryParse(parts[0], System.Globalization.NumberStyles.None, null, out var wide)
            && int.TryParse(parts[1], System.Globalization.NumberStyles.None, null, out var high) ? (wide, high) : null;
    }

    public string Id => $"city-{BlocksWide}x{BlocksHigh}-{Seed}{(Roundabout ? "-roundabout" : "")}";
}
