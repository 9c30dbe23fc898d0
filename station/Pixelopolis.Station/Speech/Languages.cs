namespace Pixelopolis.Station.Speech;

/// <summary>The languages the station speaks, and which of them a browser asks for.</summary>
public static class Languages
{
    public static IReadOnlyList<Words> All { get; } = [new English(), new Japanese(), new Thai(), new Spanish(), new Arabic()];

    /// <summary>The first of the wanted tags ("es-MX", "ja") that is spoken here, else English.</summary>
    public static Words Pick(IEnumerable<string?> wanted) =>
        wanted.Select(Find).FirstOrDefault(words => words is not null) ?? All[0];

    public static Words? Find(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag)) return null;
        var primary = tag.Split('-', '_')[0];
        return All.FirstOrDefault(words => string.Equals(words.Tag, primary, StringComparison.OrdinalIgnoreCase));
    }
}
