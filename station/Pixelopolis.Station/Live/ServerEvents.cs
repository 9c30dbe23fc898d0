using System.Runtime.CompilerServices;
using System.Text;

namespace Pixelopolis.Station.Live;

/// <summary>One server-sent event; a keep-alive comment is an event without name and data.</summary>
public readonly record struct ServerEvent(string Name, string Data)
{
    public bool IsKeepAlive => Name.Length == 0;
}

/// <summary>Reads <c>text/event-stream</c> as the HTML standard says (section 9.2), as far as one needs without ids and retry times.</summary>
public static class ServerEvents
{
    /// <summary>Characters of data in one event; what is longer is passed over.</summary>
    public const int Most = 256 * 1024;

    public static async IAsyncEnumerable<ServerEvent> Read(Stream body, [EnumeratorCancellation] CancellationToken stop)
    {
        using var reader = new StreamReader(body, Encoding.UTF8);
        var name = "message";
        var data = new StringBuilder();
        var (any, tooLong) = (false, false);
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            if (line.Length == 0)
            {
                if (any && !tooLong) yield return new ServerEvent(name, data.ToString(0, data.Length - 1));
                (name, any, tooLong) = ("message", false, false);
                data.Clear();
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon == 0)
            {
                yield return default(ServerEvent) with { Name = "", Data = "" };
                continue;
            }
            var field = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? "" : line.AsSpan(colon + 1).StartsWith(" ") ? line[(colon + 2)..] : line[(colon + 1)..];
            if (field == "event") name = value;
            if (field != "data") continue;
            any = true;
            tooLong |= data.Length + value.Length > Most;
            if (!tooLong) data.Append(value).Append('\n');
        }
    }
}
