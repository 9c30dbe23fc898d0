using System.Threading.Channels;

namespace Pixelopolis.Datasets.Lane.Collecting;

/// <summary>Makes things on several threads and takes them in their order, so that what is written does not depend on the threads.</summary>
internal static class InOrder
{
    public static async Task RunAsync<T>(int threads, int count, Func<int, T> make, Action<T> take, Action<int> progress, CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<Task<T>>(Math.Max(1, threads - 1));
        using var slots = new SemaphoreSlim(threads);
        var producer = Task.Run(async () =>
        {
            for (var i = 0; i < count && !cancel.IsCancellationRequested; i++)
            {
                var number = i;
                await slots.WaitAsync(cancel).ConfigureAwait(false);
                await channel.Writer.WriteAsync(Task.Run(() =>
                {
                    try { return make(number); }
                    finally { slots.Release(); }
                }, cancel), cancel).ConfigureAwait(false);
            }
            channel.Writer.Complete();
        }, cancel);
        var done = 0;
        await foreach (var task in channel.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            take(await task.ConfigureAwait(false));
            progress(++done);
        }
        await producer.ConfigureAwait(false);
    }
}
