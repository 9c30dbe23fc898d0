using System.Text;

namespace Pixelopolis.Station.Map;

/// <summary>A small picture of a place in 9 × 9 pixels, chosen by a word in its id or its English name; the first in this list that fits.</summary>
public sealed class PlaceGlyph
{
    public const int Size = 9;

    private static readonly (string Words, string Pixels)[] Known =
    [
        ("lighthouse faro beacon", "...###... ...#.#... ..#####.. ...###... ...#.#... ...###... ...#.#... ..##.##.. .#######."),
        ("observatory planetarium telescope star", "....#.... ..#####.. .###.###. .##.####. .#.#####. ######### ......... .#######. .#.#.#.#."),
        ("windmill mill", "#.......# .##...##. ..##.##.. ...###... ...###... ..##.##.. .##.#.##. #..###..# ..#####.."),
        ("teahouse cafe coffee tea", "..#..#... ...#..#.. ......... .######.. .######## .######.# .#######. ..####... ........."),
        ("bakery bread patisserie", "......... ..#####.. .#######. #.##.##.# ##.##.### .#######. .#######. .#######. ........."),
        ("hospital clinic health pharmacy", "......... ...###... ...###... .#######. .#######. .#######. ...###... ...###... ........."),
        ("museum gallery hall court bank", "....#.... ..#####.. ######### ......... .#.#.#.#. .#.#.#.#. .#.#.#.#. .#######. #########"),
        ("market bazaar shop mall store", ".#######. ######### #.##.##.# ......... .#######. .#.....#. .#.....#. .#.....#. .#######."),
        ("airport airfield", "....#.... ....#.... ...###... .#######. ######### ....#.... ....#.... ...###... ..##.##.."),
        ("harbour harbor port pier ferry boat marina dock quay", "....#.... ....##... ....###.. ....####. ....#.... ######### .#######. ..#####.. ........."),
        ("theatre theater opera", "......... .#######. #.#.#.#.# ######### #.......# #..#.#..# #.......# #..###..# .#######."),
        ("cinema film", ".##.##... .##.##... ......... ######.#. ######.## ######.## ######.## ######.#. ........."),
        ("school academy university college campus", "....#.... ..#####.. ######### ..#####.. ..#####.# ..#####.# ...###..# ......... ........."),
        ("library book books", "......... ####.#### #..#.#..# #..#.#..# #..#.#..# #..#.#..# #..###..# ####.#### ....#...."),
        ("garden park forest tree meadow", "...###... ..#####.. .#######. .#######. ..#####.. ...###... ....#.... ....#.... ...###..."),
        ("station train rail metro tram", "..#####.. .#######. .#..#..#. .#..#..#. .#######. .#.###.#. .#######. ..#...#.. .#.....#."),
        ("stadium arena sport sports", "......... ..#####.. .##.#.##. .#.###.#. .#######. .#.###.#. .##.#.##. ..#####.. ........."),
        ("beach sea lake river bridge canal", "......... .##...##. #..#.#..# ....#.... .##...##. #..#.#..# ....#.... .##...##. #..#.#..#"),
        ("zoo farm animals", "......... ..#...#.. .##...##. .##.#.##. ...###... ..#####.. .#######. .###.###. ........."),
        ("temple shrine", "......... ######### .#######. ..#...#.. .#######. ..#...#.. ..#...#.. ..#...#.. ..#...#.."),
        ("tower lookout", "....#.... ....#.... ...###... ..#####.. ...###... ...###... ...#.#... ..##.##.. ..#####.."),
        ("hotel inn", "......... #........ #........ #.##..... #.####### ######### ######### #.......# #.......#"),
        ("factory works workshop lab", ".#....... .#.#..... .#.#..... .#.##..#. .#.###.## .#######. .#.#.#.#. .#######. .#######."),
        ("fire", "....#.... ....##... ...####.. ..#####.. .##.####. .##..###. .##..###. ..##.##.. ...###..."),
        ("post mail", "......... ######### ##.....## #.##.##.# #...#...# #.......# ######### ......... ........."),
        ("square plaza fountain", "....#.... ..#.#.#.. .#..#..#. .#..#..#. ....#.... ######### .#######. ...###... ..#####.."),
        ("home house village", "....#.... ...###... ..#####.. .#######. ######### .##.#.##. .#######. .###.###. .###.###."),
    ];

    private const string Flag = ".##...... .####.... .######.. .#######. .######.. .####.... .##...... .#....... .#.......";

    private PlaceGlyph(string pixels) => Path = PathOf(pixels.Split(' '));

    /// <summary>SVG path data in a box of 9 × 9.</summary>
    public string Path { get; }

    public static PlaceGlyph For(string stationId, string? englishName)
    {
        var said = $"{stationId} {englishName}".ToLowerInvariant().Split([' ', '-', '_', '/', '.', ','], StringSplitOptions.RemoveEmptyEntries);
        foreach (var (words, pixels) in Known)
            if (words.Split(' ').Any(said.Contains)) return new PlaceGlyph(pixels);
        return new PlaceGlyph(Flag);
    }

    /// <summary>Runs of lit pixels as rectangles.</summary>
    internal static string PathOf(string[] rows)
    {
        var path = new StringBuilder();
        for (var y = 0; y < rows.Length; y++)
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x] != '#') continue;
                var from = x;
                while (x < rows[y].Length && rows[y][x] == '#') x++;
                path.Append('M').Append(from).Append(' ').Append(y).Append('h').Append(x - from).Append("v1h-").Append(x - from).Append('z');
            }
        return path.ToString();
    }
}
