using System.Buffers;
using System.IO.Pipelines;

namespace Pixelopolis.Fleet.Server.Mqtt;

/// <summary>
/// Reads the length in front of each MQTT packet and ends the connection when it is beyond the limit, before anything of it is kept. MQTT itself
/// allows 256 MB, to anybody who can connect.
/// </summary>
internal sealed class PacketLimit(PipeReader inner, int mostBytes, Action refused) : PipeReader
{
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var result = await inner.ReadAsync(cancellationToken);
        Check(result);
        return result;
    }

    public override bool TryRead(out ReadResult result)
    {
        if (!inner.TryRead(out result)) return false;
        Check(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);
    public override void CancelPendingRead() => inner.CancelPendingRead();
    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    // The broker takes whole packets, so what is unread begins with a fixed header: one byte, then the rest's length, seven bits at a time.
    private void Check(ReadResult result)
    {
        var header = new SequenceReader<byte>(result.Buffer);
        if (!header.TryRead(out _)) return;
        var length = 0;
        for (var shift = 0; shift <= 21 && header.TryRead(out var part); shift += 7)
        {
            length |= (part & 0x7f) << shift;
            if ((part & 0x80) == 0) break;
        }
        if (length <= mostBytes) return;
        refused();
        throw new InvalidDataException($"an MQTT packet of at least {length} bytes; at most {mostBytes} are read");
    }
}

/// <summary>The two ends of a connection, one of them limited.</summary>
internal sealed record LimitedPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
