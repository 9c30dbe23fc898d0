using System.Globalization;
using System.Text;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>One frame as viewers get it: a whole part of the multipart stream, headers and JPEG, made once and written by all.</summary>
public sealed class EncodedFrame
{
    public const string Boundary = "pixelopolis-frame";
    public const string ContentType = "multipart/x-mixed-replace; boundary=" + Boundary;

    private EncodedFrame(uint number, byte[] part) => (Number, Part) = (number, part);

    public uint Number { get; }

    /// <summary>From the boundary to the line's end after the JPEG.</summary>
    public byte[] Part { get; }

    /// <param name="number">The camera's.</param>
    /// <param name="capturedAt">Unix seconds.</param>
    /// <param name="jpeg">The picture.</param>
    public static EncodedFrame Of(uint number, double capturedAt, ReadOnlySpan<byte> jpeg)
    {
        var head = string.Create(CultureInfo.InvariantCulture,
            $"--{Boundary}\r\nContent-Type: image/jpeg\r\nContent-Length: {jpeg.Length}\r\nX-Frame: {number}\r\nX-Timestamp: {capturedAt:0.000000}\r\n\r\n");
        var part = new byte[head.Length + jpeg.Length + 2];
        Encoding.ASCII.GetBytes(head, part);
        jpeg.CopyTo(part.AsSpan(head.Length));
        "\r\n"u8.CopyTo(part.AsSpan(head.Length + jpeg.Length));
        return new EncodedFrame(number, part);
    }
}
