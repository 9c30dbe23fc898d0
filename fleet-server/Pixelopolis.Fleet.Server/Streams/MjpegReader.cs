using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Pixelopolis.Fleet.Server.Streams;

/// <summary>One picture of a car, with the number and capture time that travel with it.</summary>
public sealed record CarFrame(byte[] Jpeg, string? Number, string? Timestamp);

/// <summary>
/// Reads <c>multipart/x-mixed-replace</c> from a stream that is buffered: parts with <c>Content-Length</c>, and <c>X-Frame</c> and <c>X-Timestamp</c> where the car gives them.
/// </summary>
public sealed class MjpegReader(Stream stream, int mostBytes)
{
    private const int LongestLine = 1024;
    private const int MostHeaders = 32;

    private readonly byte[] _line = new byte[LongestLine];

    /// <summary>Whether a response's type is one that can be read.</summary>
    public static bool CanRead(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals("multipart/x-mixed-replace", StringComparison.OrdinalIgnoreCase);

    /// <summary>The next picture, or null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The stream is not what it says, or a picture is too large.</exception>
    public async Task<CarFrame?> NextAsync(CancellationToken stop)
    {
        string? line;
        while ((line = await LineAsync(stop)) is not null && !line.StartsWith("--", StringComparison.Ordinal)) Expect(line.Length == 0, $"a line that is no boundary: {line}");
        if (line is null || line.EndsWith("--", StringComparison.Ordinal) && line.Length > 4) return null;
        int? length = null;
        string? number = null, timestamp = null;
        for (var headers = 0; (line = await LineAsync(stop)) is { Length: > 0 }; headers++)
        {
            Expect(headers < MostHeaders, "too many headers before a picture");
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            Expect(colon > 0, $"no header: {line}");
            var value = line[(colon + 1)..].Trim();
            switch (line[..colon].Trim().ToLowerInvariant())
            {
                case "content-length":
                    Expect(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes), $"no length: {value}");
                    length = bytes;
                    break;
                case "x-frame": number = value; break;
                case "x-timestamp": timestamp = value; break;
            }
        }
        if (line is null) return null;
        Expect(length is not null, "a picture without Content-Length");
        Expect(length <= mostBytes, $"a picture of {length} bytes; at most {mostBytes} are read");
        var jpeg = new byte[length!.Value];
        if (await stream.ReadAtLeastAsync(jpeg, jpeg.Length, throwOnEndOfStream: false, stop) < jpeg.Length) return null;
        return new CarFrame(jpeg, number, timestamp);
    }

    private async Task<string?> LineAsync(CancellationToken stop)
    {
        var one = new byte[1];
        for (var length = 0; ;)
        {
            if (await stream.ReadAsync(one, stop) == 0) return null;
            if (one[0] == '\n') return Encoding.ASCII.GetString(_line, 0, length > 0 && _line[length - 1] == '\r' ? length - 1 : length);
            Expect(length < LongestLine, "a line without end");
            _line[length++] = one[0];
        }
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds) throw new InvalidDataException(otherwise.Length > 200 ? otherwise[..200] : otherwise);
    }
}
