using System.Threading.Channels;
using Pixelopolis.Training.Detector.Data;
using Pixelopolis.Training.Input;

namespace Pixelopolis.Training.Detector.Input;

/// <summary>Feeds the network: reads, changes, matches and gathers batches on a thread of its own, a few ahead, into buffers that go round.</summary>
internal sealed class DetectorBatches(DetectorData data, AnchorGrid grid, int classes, DetectorAugmentation augmentation, int batch, int seed)
{
    private const int Ahead = 3;

    public int PerEpoch => data.Train.Length / batch;

    /// <summary>An epoch's batches from one of them on, always the same ones for the same seed. A batch's buffer is used again once the next is asked for.</summary>
    public IEnumerable<DetectorBatch> Epoch(int epoch, int from)
    {
        using var stop = new CancellationTokenSource();
        var (free, full) = (Channel.CreateUnbounded<DetectorBatch>(), Channel.CreateUnbounded<DetectorBatch>());
        for (var i = 0; i < Ahead; i++) free.Writer.TryWrite(new(batch, grid, classes));
        var producer = Task.Factory.StartNew(() => Produce(epoch, from, free.Reader, full.Writer, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            for (var i = from; i < PerEpoch; i++)
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

    private void Produce(int epoch, int from, ChannelReader<DetectorBatch> free, ChannelWriter<DetectorBatch> full, CancellationToken stop)
    {
        try
        {
            var (augmenter, order, there) = (new DetectorAugmenter(augmentation, data.Frame), Shuffled(epoch), new List<SceneObject>());
            for (var i = from; i < PerEpoch; i++)
            {
                var next = free.ReadAsync(stop).AsTask().GetAwaiter().GetResult();
                next.Clear();
                for (var place = 0; place < batch; place++)
                {
                    var random = new SampleRandom(seed, epoch, i * batch + place);
                    var scene = order[i * batch + place];
                    augmenter.Apply(data.Picture(scene), data.Scenes[scene].Objects, next.PictureAt(place), there, ref random);
                    next.Add(there);
                }
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

    private int[] Shuffled(int epoch)
    {
        int[] order = [.. data.Train];
        var random = new SampleRandom(seed, epoch, -1);
        for (var i = order.Length - 1; i > 0; i--)
        {
            var with = random.Below(i + 1);
            (order[i], order[with]) = (order[with], order[i]);
        }
        return order;
    }
}
