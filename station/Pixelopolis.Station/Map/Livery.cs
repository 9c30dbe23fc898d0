namespace Pixelopolis.Station.Map;

/// <summary>The colour a car has on every map and label: one of eight, by its number, so that it is the same on every phone.</summary>
public static class Livery
{
    private const int Colours = 8;

    public static int Of(string serial)
    {
        var digits = serial.Length;
        while (digits > 0 && char.IsAsciiDigit(serial[digits - 1])) digits--;
        if (digits < serial.Length && int.TryParse(serial.AsSpan(digits), out var number)) return (number + Colours - 1) % Colours;
        return serial.Sum(c => c) % Colours;
    }

    public static string Class(string serial) => $"livery-{Of(serial)}";
}
