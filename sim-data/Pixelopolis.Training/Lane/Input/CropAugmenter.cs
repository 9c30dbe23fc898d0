using Pixelopolis.Training.Input;
using Pixelopolis.Datasets.Lane;

namespace Pixelopolis.Training.Lane.Input;

/// <summary>
/// Changes crops on the thread that prepares batches. Light and colour become one table of 256 entries for each channel, noise comes from a
/// table drawn once: some 60 µs a crop, so that torch never waits. Not for use from several threads at once.
/// </summary>
internal sealed class CropAugmenter(LaneAugmentation options)
{
    private const int Width = LaneDatasetFormat.CropWidth;
    private const int Height = LaneDatasetFormat.CropHeight;
    private const int Row = Width * LaneDatasetFormat.CropChannels;

    private readonly byte[] _moved = new byte[LaneDatasetFormat.CropBytes];
    private readonly byte[] _blurred = new byte[LaneDatasetFormat.CropBytes];
    private readonly byte[] _levels = new byte[3 * 256];

    /// <summary>Writes a changed copy of a crop and gives the labels that fit it.</summary>
    public LaneLabels Apply(ReadOnlySpan<byte> crop, in LaneLabels labels, Span<byte> into, ref SampleRandom random)
    {
        var strength = options.Strength;
        var flip = options.MayFlip(labels) && random.Chance(0.5);
        var change = strength > 0 && random.Chance(options.Share);
        var rows = change ? random.Below(2 * options.ShiftRows + 1) - options.ShiftRows : 0;
        Move(crop, rows, flip, change ? _moved : into);
        if (change)
        {
            var moved = _moved;
            if (random.Chance(options.Blur * strength)) moved = Blur(ref random);
            FillLevels(ref random, strength);
            PictureNoise.Apply(moved, _levels, random.Chance(0.6) ? random.Between(0, options.Noise * strength) : 0, ref random, into);
        }
        return flip ? LaneAugmentation.Mirrored(labels) : labels;
    }

    private static void Move(ReadOnlySpan<byte> crop, int rows, bool flip, Span<byte> into)
    {
        for (var y = 0; y < Height; y++)
        {
            var from = crop.Slice(Math.Clamp(y + rows, 0, Height - 1) * Row, Row);
            var to = into.Slice(y * Row, Row);
            if (!flip)
            {
                from.CopyTo(to);
                continue;
            }
            for (int left = 0, right = Row - 3; left < Row; left += 3, right -= 3)
                (to[left], to[left + 1], to[left + 2]) = (from[right], from[right + 1], from[right + 2]);
        }
    }

    private byte[] Blur(ref SampleRandom random)
    {
        var which = random.Below(3);
        if (which != 1) PictureBlur.Three(_moved, _blurred, 3, Row);
        if (which == 0) return _blurred;
        if (which == 2) _blurred.CopyTo(_moved, 0);
        PictureBlur.Three(_moved, _blurred, Row, _moved.Length);
        return _blurred;
    }

    private void FillLevels(ref SampleRandom random, double strength)
    {
        var light = 1 + strength * random.Between(-options.Brightness, options.Brightness);
        var contrast = 1 + strength * random.Between(-options.Contrast, options.Contrast);
        var gamma = Math.Exp(strength * random.Between(-options.Gamma, options.Gamma));
        var warm = strength * random.Between(-options.Temperature, options.Temperature);
        var green = strength * random.Between(-options.Tint, options.Tint);
        Span<double> gains = [1 + warm, 1 + green, 1 - warm];
        for (var level = 0; level < 256; level++)
        {
            var grey = (Math.Pow(level / 255.0, gamma) - 0.5) * contrast + 0.5;
            for (var channel = 0; channel < 3; channel++)
                _levels[channel * 256 + level] = (byte)Math.Clamp(grey * light * gains[channel] * 255 + 0.5, 0, 255);
        }
    }
}
