using System.Text;

namespace Pixelopolis.City.Lif;

/// <summary>The extension's words: <c>speed_limit_20</c> for sign classes, <c>destination</c> for kinds of station.</summary>
public static class LifWords
{
    private static readonly SignClass[] AllClasses = Enum.GetValues<SignClass>();

    /// <summary>In the order of <see cref="SignClass"/>.</summary>
    public static IReadOnlyList<string> Classes { get; } = [.. AllClasses.Select(c => Snake(c.ToString()))];

    /// <summary>In the order of <see cref="StationKind"/>.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Enum.GetNames<StationKind>().Select(Snake)];

    public static string Of(SignClass sign) => Classes[(int)sign];

    public static string Of(StationKind kind) => Kinds[(int)kind];

    public static SignClass? Class(string word) => Find(Classes, word) is var i and >= 0 ? (SignClass)i : null;

    public static StationKind? Kind(string word) => Find(Kinds, word) is var i and >= 0 ? (StationKind)i : null;

    private static int Find(IReadOnlyList<string> words, string word)
    {
        for (var i = 0; i < words.Count; i++)
            if (words[i] == word) return i;
        return -1;
    }

    private static string Snake(string pascal)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pascal.Length; i++)
        {
            var starts = i > 0 && (char.IsUpper(pascal[i]) || (char.IsDigit(pascal[i]) && !char.IsDigit(pascal[i - 1])));
            if (starts) text.Append('_');
            text.Append(char.ToLowerInvariant(pascal[i]));
        }
        return text.ToString();
    }
}
