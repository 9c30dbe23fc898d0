using Microsoft.Net.Http.Headers;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary>Which languages a caller reads, the liked best first, by its <c>Accept-Language</c>.</summary>
public static class Languages
{
    public const string Default = "en";

    /// <summary>Those that titles and texts are written in.</summary>
    public static IReadOnlyList<string> Written { get; } = ["en", "ja", "th", "es", "ar"];

    private const int MostRead = 20;

    /// <summary>Primary tags in lower case, without doubles; empty when the caller does not say.</summary>
    public static IReadOnlyList<string> Preferred(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList([.. request.Headers.AcceptLanguage.OfType<string>()], out var values)) return [];
        return [.. values.Take(MostRead).Where(v => v.Quality is not 0 && v.Value != "*").OrderByDescending(v => v.Quality ?? 1)
            .Select(v => v.Value.ToString().Split('-')[0].ToLowerInvariant()).Distinct()];
    }

    /// <summary>The written language a caller likes best.</summary>
    public static string Of(HttpRequest request) => Preferred(request).FirstOrDefault(Written.Contains) ?? Default;

    /// <summary>A name in the language liked best that it is given in; else in English, else in any, else null.</summary>
    public static string? Pick(IReadOnlyDictionary<string, string> names, IReadOnlyList<string> preferred)
    {
        foreach (var language in preferred.Append(Default))
            foreach (var (tag, name) in names)
                if (tag.Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase)) return name;
        return names.Count == 0 ? null : names.OrderBy(pair => pair.Key, StringComparer.Ordinal).First().Value;
    }
}
