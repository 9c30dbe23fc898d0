namespace Pixelopolis.Station.Live;

/// <summary>"car-2" before "car-10".</summary>
public static class SerialOrder
{
    public static IComparer<string> Natural { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string a, string b)
    {
        var (prefixA, numberA) = Split(a);
        var (prefixB, numberB) = Split(b);
        var byPrefix = string.CompareOrdinal(prefixA, prefixB);
        var byNumber = numberA.CompareTo(numberB);
        return byPrefix != 0 ? byPrefix : byNumber != 0 ? byNumber : string.CompareOrdinal(a, b);
    }

    private static (string Prefix, long Number) Split(string serial)
    {
        var digits = serial.Length;
        while (digits > 0 && char.IsAsciiDigit(serial[digits - 1])) digits--;
        return long.TryParse(serial.AsSpan(digits), out var number) ? (serial[..digits], number) : (serial, 0);
    }
}
