using Pixelopolis.Training.Input;
using CsCheck;
using Pixelopolis.City;
using Pixelopolis.Datasets.Lane;
using Pixelopolis.Training.Lane.Input;

namespace Pixelopolis.Training.Tests.Lane.Input;

public sealed class CropAugmenterTests
{
    private static readonly Gen<byte[]> Crops = Gen.Byte.Array[LaneDatasetFormat.CropBytes];

    [Fact]
    public void Without_augmentation_a_crop_arrives_as_it_was() =>
        Gen.Select(Crops, Gen.Int).Sample((crop, seed) =>
        {
            var (labels, into) = Apply(LaneAugmentation.None, crop, LaneLabels.For(Intent.Follow, 0.3f), seed);
            return into.AsSpan().SequenceEqual(crop) && labels.Follow == 0.3f;
        }, iter: 20);

    [Fact]
    public void A_mirrored_crop_has_mirrored_labels_and_mirrored_twice_is_the_same()
    {
        var labels = new LaneLabels(0.1f, -0.5f, 0.2f, 0.7f);
        Assert.Equal(new LaneLabels(-0.1f, -0.7f, -0.2f, 0.5f), LaneAugmentation.Mirrored(labels));
        Assert.Equal(labels, LaneAugmentation.Mirrored(LaneAugmentation.Mirrored(labels)));

        var crop = new byte[LaneDatasetFormat.CropBytes];
        new Random(1).NextBytes(crop);
        var mirror = LaneAugmentation.None with { Flip = LaneFlip.All };
        var seed = Enumerable.Range(0, 50).First(s => Apply(mirror, crop, labels, s).Labels != labels);
        var (flipped, into) = Apply(mirror, crop, labels, seed);
        for (var y = 0; y < 40; y++)
            for (var x = 0; x < 120; x++)
                Assert.True(into.AsSpan((y * 120 + x) * 3, 3).SequenceEqual(crop.AsSpan((y * 120 + 119 - x) * 3, 3)));
        Assert.Equal((labels, true), (Apply(mirror, into, flipped, seed).Labels, Apply(mirror, into, flipped, seed).Crop.AsSpan().SequenceEqual(crop)));
    }

    [Fact]
    public void Turns_are_not_mirrored_unless_it_is_asked_for()
    {
        var crop = new byte[LaneDatasetFormat.CropBytes];
        var turn = LaneLabels.For(Intent.Left, -0.5f);
        Assert.All(Enumerable.Range(0, 50), seed => Assert.Equal(turn, Apply(new() { Flip = LaneFlip.Follow }, crop, turn, seed).Labels));
        Assert.Contains(Enumerable.Range(0, 50), seed => Apply(new() { Flip = LaneFlip.All }, crop, turn, seed).Labels == LaneLabels.For(Intent.Right, 0.5f));
    }

    [Fact]
    public void The_same_seed_changes_a_crop_in_the_same_way_and_another_seed_in_another()
    {
        var crop = new byte[LaneDatasetFormat.CropBytes];
        new Random(2).NextBytes(crop);
        var one = Apply(new() { Share = 1 }, crop, LaneLabels.For(Intent.Left, 0), 5).Crop;
        Assert.Equal(one, Apply(new() { Share = 1 }, crop, LaneLabels.For(Intent.Left, 0), 5).Crop);
        Assert.NotEqual(one, Apply(new() { Share = 1 }, crop, LaneLabels.For(Intent.Left, 0), 6).Crop);
    }

    [Fact]
    public void A_bright_line_stays_where_it_is_and_stays_bright_however_a_crop_is_changed()
    {
        var crop = new byte[LaneDatasetFormat.CropBytes];
        for (var i = 0; i < crop.Length; i++) crop[i] = (byte)(i / 3 % 120 is >= 70 and < 76 ? 230 : 70);
        for (var seed = 0; seed < 200; seed++)
        {
            var changed = Apply(new() { Share = 1 }, crop, LaneLabels.For(Intent.Right, 0), seed).Crop;
            double Mean(int from, int to) => Enumerable.Range(0, 40).Average(y => Enumerable.Range(from, to - from).Average(x => changed[(y * 120 + x) * 3 + 1]));
            Assert.True(Mean(71, 75) > Mean(62, 68) + 30, $"seed {seed}: the line is lost");
            Assert.True(Mean(71, 75) > Mean(78, 84) + 30, $"seed {seed}: the line is lost");
        }
    }

    [Fact]
    public void Blur_keeps_a_flat_picture_flat_and_spreads_a_dot_as_1_2_1()
    {
        byte[] from = [0, 0, 0, 100, 0, 0, 0, 0, 0], into = new byte[9];
        PictureBlur.Three(from, into, 3, 9);
        Assert.Equal([25, 0, 0, 50, 0, 0, 25, 0, 0], into);
        PictureBlur.Three([9, 9, 9, 9, 9, 9, 9, 9, 9], into, 3, 9);
        Assert.All(into, value => Assert.Equal(9, value));
    }

    private static (LaneLabels Labels, byte[] Crop) Apply(LaneAugmentation options, byte[] crop, LaneLabels labels, int seed)
    {
        var (into, random) = (new byte[crop.Length], new SampleRandom(seed, 1, 0));
        return (new CropAugmenter(options).Apply(crop, labels, into, ref random), into);
    }
}
