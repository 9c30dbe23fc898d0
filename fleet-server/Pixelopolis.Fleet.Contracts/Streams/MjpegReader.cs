using System.Globalization;
using System.Text;

namespace Pixelopolis.Fleet.Contracts.Streams;

/// <summary>One picture of a stream, with the number and capture time (Unix seconds) that travel with it where the sender gives them. The bytes hold until the next is read.</summary>
public readonly record struct MjpegPart(ReadOnlyMemory<byte> Jpeg, string? Number, string? Timestamp);

/// <summary>
/// Reads <c>multipart/x-mixed-replace</c>: parts with <c>Content-Length</c>, or up to the next boundary where a camera gives none; with
/// <c>X-Frame</c> and <c>X-Timestamp</c> where it does. One buffer, never larger than the largest picture allowed and its headers.
/// </summary>
public sealed class MjpegReader(Stream stream, int mostBytes)
{
    public const string MediaType = "multipart/x-mixed-replace";
    private const int LongestLine = 1024;
    private const int MostHeaders = 32;
    private const int FirstBuffer = 32 * 1024;
    private byte[] _buffer = new byte[Math.Min(FirstBuffer, mostBytes + LongestLine)];
    private int _start, _end;

    /// <summary>Whether the stream ended in the middle of a part.</summary>
    public bool BrokeOff { get; private set; }

    /// <summary>Whether a response's type is one that can be read.</summary>
    public static bool CanRead(string? contentType) =>
        contentType is not null && contentType.Split(';')[0].Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>The next picture, or null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The stream is not what it says, or a picture is too large.</exception>
    public async ValueTask<MjpegPart?> NextAsync(CancellationToken stop)
    {
        string? line;
        while ((line = await LineAsync(stop)) is not null && !line.StartsWith("--", StringComparison.Ordinal)) Expect(line.Length == 0, $"a line that is no boundary: {line}");
        if (line is null || line.EndsWith("--", StringComparison.Ordinal) && line.Length > 4) return null;
        BrokeOff = true;
        var boundary = line;
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
                    Expect(bytes <= mostBytes, $"a picture of {bytes} bytes; at most {mostBytes} are read");
                    length = bytes;
                    break;
                case "x-frame": number = value; break;
                case "x-timestamp": timestamp = value; break;
            }
        }
        if (line is null) return null;
        length ??= await LengthToAsync(boundary, stop);
        while (length is not null && _end - _start < length)
            if (!await FillAsync(stop)) length = null;
        if (length is null) return null;
        BrokeOff = false;
        var jpeg = _buffer.AsMemory(_start, length.Value);
        _start += length.Value;
        return new MjpegPart(jpeg, number, timestamp);
    }

    /// <summary>Bytes up to the line that is the next boundary; null when the stream ends before one.</summary>
    private async ValueTask<int?> LengthToAsync(string boundary, CancellationToken stop)
    {
        var mark = Encoding.ASCII.GetBytes("\r\n" + boundary);
        for (var looked = 0; ;)
        {
            var at = _buffer.AsSpan(_start + looked, _end - _start - looked).IndexOf(mark);
            Expect((at < 0 ? _end - _start - mark.Length : looked + at) <= mostBytes, $"a picture without Content-Length and without end; at most {mostBytes} bytes are read");
            if (at >= 0) return looked + at;
            looked = Math.Max(0, _end - _start - mark.Length);
            if (!await FillAsync(stop)) return null;
        }
    }

    private async ValueTask<string?> LineAsync(CancellationToken stop)
    {
        for (var looked = 0; ;)
        {
            var at = _buffer.AsSpan(_start + looked, _end - _start - looked).IndexOf((byte)'\n');
            var length = at < 0 ? _end - _start : looked + at;
            Expect(length < LongestLine, "a line without end");
            if (at >= 0)
            {
                var line = Encoding.ASCII.GetString(_buffer, _start, length > 0 && _buffer[_start + length - 1] == '\r' ? length - 1 : length);
                _start += length + 1;
                return line;
            }
            looked = length;
            if (!await FillAsync(stop)) return null;
        }
    }

    /// <summary>Reads on; false at the end of the stream.</summary>
    private async ValueTask<bool> FillAsync(CancellationToken stop)
    {
        if (_start == _end) (_start, _end) = (0, 0);
        if (_end == _buffer.Length && _start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, Math.Min(2 * _buffer.Length, Math.Max(_buffer.Length + 1, mostBytes + 2 * LongestLine)));
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), stop);
        _end += read;
        return read > 0;
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds) throw new InvalidDataException(otherwise.Length > 200 ? otherwise[..200] : otherwise);
    }
}
