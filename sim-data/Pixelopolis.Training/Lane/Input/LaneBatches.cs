using Pixelopolis.Training.Input;
using System.Threading.Channels;
using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Training.Lane.Input;

/// <summary>
/// Feeds the network: draws, reads, augments and gathers batches on a thread of its own, a few ahead, into buffers that go round.
/// </summary>
internal sealed class LaneBatches(LaneDataset data, LaneSampler sampler, LaneAugmentation augmentation, int batch, int seed)
{
    private const int Ahead = 4;

    /// <summary>The batches of one epoch, always the same ones for the same seed. A batch's buffer is used again once the next is asked for.</summary>
    public IEnumerable<LaneBatch> Epoch(int epoch, int batches)
    {
        using var stop = new CancellationTokenSource();
        var (free, full) = (Channel.CreateUnbounded<LaneBatch>(), Channel.CreateUnbounded<LaneBatch>());
        for (var i = 0; i < Ahead; i++) free.Writer.TryWrite(new(batch));
        var producer = Task.Factory.StartNew(() => Produce(epoch, batches, free.Reader, full.Writer, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            for (var i = 0; i < batches; i++)
            {
                var ready = full.Reader.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
                yield return ready;
                free.Writer.TryWrite(ready);
            }
        }
        finally
        {
            stop.Cancel();
            Task.WaitAny([producer], CancellationToken.None);
        }
    }

    private void Produce(int epoch, int batches, ChannelReader<LaneBatch> free, ChannelWriter<LaneBatch> full, CancellationToken stop)
    {
        try
        {
            var augmenter = new CropAugmenter(augmentation);
            for (var i = 0; i < batches; i++)
            {
                var next = free.ReadAsync(stop).AsTask().GetAwaiter().GetResult();
                Fill(next, epoch, i * batch, augmenter);
                full.TryWrite(next);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader wants no more.
        }
        catch (Exception e)
        {
            full.TryComplete(e); // surfaces where the batch is asked for
        }
    }

    private void Fill(LaneBatch next, int epoch, int position, CropAugmenter augmenter)
    {
        next.Clear();
        for (var place = 0; place < batch; place++)
        {
            var random = new SampleRandom(seed, epoch, position + place);
            var index = sampler.Draw(ref random);
            next.Add(augmenter.Apply(data.Crop(index), data.Labels[index], next.CropAt(place), ref random));
        }
    }
}
