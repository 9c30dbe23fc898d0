using Pixelopolis.City;
using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Training.Tests.Lane;

/// <summary>
/// A made-up world for quick trainings: a bright line on a dark, noisy floor, to be steered to. Its place and its slant give the steering;
/// left and right turns add a fixed amount, so that each output has something of its own to learn.
/// </summary>
internal sealed class SyntheticLanes : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("lanes-").FullName;

    public string Data => Path.Combine(Folder, "data");

    public string Out(string name) => Path.Combine(Folder, name);

    public SyntheticLanes(int frames, int seed = 1, bool withTest = false)
    {
        using var writer = LaneDatasetWriter.Create(Data, "synthetic", LaneView.BottomQuarter, LaneView.FullFrame).Value!;
        var random = new Random(seed);
        var crop = new byte[LaneDatasetFormat.CropBytes];
        for (var i = 0; i < frames; i++)
        {
            var (place, slant) = (random.NextDouble() * 1.6 - 0.8, random.NextDouble() - 0.5);
            Draw(crop, place, slant, random);
            var steering = 0.7 * place + 0.3 * slant;
            var intent = (Intent)(i % 4);
            var turn = intent switch { Intent.Left => -0.2, Intent.Right => 0.2, _ => 0 };
            var split = i % 5 == 4 ? LaneSplit.Validation : withTest && i % 5 == 3 ? LaneSplit.Test : LaneSplit.Train;
            var frame = new LaneFrame((int)split + 1, 0, i, (float)(-2 * slant), intent, LaneSource.Expert, split);
            writer.Add(frame, LaneLabels.For(intent, (float)Math.Clamp(steering + turn, -1, 1)), crop, crop);
        }
        writer.Complete();
    }

    private static void Draw(byte[] crop, double place, double slant, Random random)
    {
        random.NextBytes(crop);
        for (var i = 0; i < crop.Length; i++) crop[i] = (byte)(60 + crop[i] / 8);
        for (var y = 0; y < LaneDatasetFormat.CropHeight; y++)
        {
            var x = (int)(60 + 45 * place + 30 * slant * (1 - y / 40.0));
            for (var column = Math.Max(0, x - 3); column < Math.Min(LaneDatasetFormat.CropWidth, x + 4); column++)
                crop.AsSpan((y * LaneDatasetFormat.CropWidth + column) * 3, 3).Fill((byte)(200 + y % 20));
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
