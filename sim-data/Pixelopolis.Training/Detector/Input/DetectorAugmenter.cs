using Pixelopolis.Car.Perception;
using Pixelopolis.Training.Detector.Data;
using Pixelopolis.Training.Input;

namespace Pixelopolis.Training.Detector.Input;

/// <summary>Changes pictures on the thread that prepares batches: a view of the kept frame, then light and colour. Not for several threads at once.</summary>
internal sealed class DetectorAugmenter(DetectorAugmentation options, KeptFrame frame)
{
    private readonly byte[] _view = new byte[frame.View.Bytes];
    private readonly byte[] _blurred = new byte[frame.View.Bytes];
    private readonly byte[] _levels = new byte[3 * 256];
    private readonly PictureView _sampler = new(frame);

    private int Width => frame.View.Width;
    private int Height => frame.View.Height;
    private int Row => Width * 3;

    /// <summary>Writes a changed view of a kept frame, and gives what there is in it.</summary>
    public void Apply(ReadOnlySpan<byte> kept, IReadOnlyList<SceneObject> objects, Span<byte> into, List<SceneObject> there, ref SampleRandom random)
    {
        var (x, y, zoom) = Window(ref random);
        _sampler.Read(kept, x, y, zoom, _view);
        there.Clear();
        foreach (var thing in objects)
            if (thing.In(x, y, zoom, frame.View) is { } seen) there.Add(seen);
        if (random.Chance(options.CutOut)) CutOut(there, ref random);
        foreach (var thing in there)
            if (options.Worn > 0 && !thing.Difficult && random.Chance(options.Worn)) Wear(thing, ref random);
        var picture = random.Chance(options.Blur) ? Blur(ref random) : _view;
        if (!random.Chance(options.Coloured))
        {
            picture.CopyTo(into);
            return;
        }
        Saturate(picture, 1 + random.Between(-options.Saturation, options.Saturation));
        FillLevels(ref random);
        PictureNoise.Apply(picture, _levels, random.Chance(0.6) ? random.Between(0, options.Noise) : 0, ref random, into);
    }

    /// <summary>Where the view's upper left corner lies in the kept frame, and its pixels for one of the kept frame's.</summary>
    private (double X, double Y, double Zoom) Window(ref SampleRandom random)
    {
        if (!random.Chance(options.Moved)) return (0, frame.FirstRow + (options.Moved > 0 ? random.Below(9) - 4 : 0), 1);
        var zoom = Math.Exp(random.Between(Math.Log(options.ZoomOut), Math.Log(options.ZoomIn)));
        var (width, height) = (Width / zoom, Height / zoom);
        // Anywhere across, without leaving the frame by more than must be; down, around where the horizon stays.
        var x = random.Between(Math.Min(0, frame.Width - width), Math.Max(0, frame.Width - width));
        var middle = frame.FirstRow + Height / 2.0 + random.Between(-options.ShiftRows, options.ShiftRows) * ((double)Height / DetectorInput.Reference.Height) * Math.Max(1, 2 * (zoom - 0.8));
        return (x, Math.Clamp(middle - height / 2, 0, Math.Max(0, frame.Height - height)), zoom);
    }

    private void CutOut(List<SceneObject> there, ref SampleRandom random)
    {
        var (width, height) = (6 + random.Below(22), 6 + random.Below(22));
        var (left, top) = (random.Below(Width - width), random.Below(Height - height));
        var (red, green, blue) = ((byte)random.Below(256), (byte)random.Below(256), (byte)random.Below(256));
        for (var i = 0; i < there.Count; i++)
        {
            var thing = there[i];
            var across = Math.Min(left + width, thing.Right) - Math.Max(left, thing.Left);
            var down = Math.Min(top + height, thing.Bottom) - Math.Max(top, thing.Top);
            if (across > 0 && down > 0 && across * down > 0.4 * thing.Width * thing.Height) there[i] = thing with { Difficult = true };
        }
        Fill(left, top, width, height, red, green, blue);
    }

    /// <summary>One to four patches, each at most a third of the thing across and down, in a grey, in mud's brown or in any colour.</summary>
    private void Wear(in SceneObject thing, ref SampleRandom random)
    {
        for (var patches = 1 + random.Below(4); patches > 0; patches--)
        {
            var (width, height) = ((int)(thing.Width * random.Between(0.06, 0.34)) + 1, (int)(thing.Height * random.Between(0.06, 0.34)) + 1);
            var (left, top) = ((int)(thing.Left + random.NextDouble() * (thing.Width - width)), (int)(thing.Top + random.NextDouble() * (thing.Height - height)));
            var (grey, kind) = ((byte)random.Below(256), random.Below(3));
            var (red, green, blue) = kind == 0 ? (grey, grey, grey) : kind == 1 ? ((byte)96, (byte)82, (byte)62) : (grey, (byte)random.Below(256), (byte)random.Below(256));
            left = Math.Clamp(left, 0, Width - 1);
            top = Math.Clamp(top, 0, Height - 1);
            Fill(left, top, Math.Min(width, Width - left), Math.Min(height, Height - top), red, green, blue);
        }
    }

    private void Fill(int left, int top, int width, int height, byte red, byte green, byte blue)
    {
        for (var y = top; y < top + height; y++)
            for (var at = y * Row + left * 3; at < y * Row + (left + width) * 3; at += 3)
                (_view[at], _view[at + 1], _view[at + 2]) = (red, green, blue);
    }

    private byte[] Blur(ref SampleRandom random)
    {
        var which = random.Below(3);
        if (which != 1) PictureBlur.Three(_view, _blurred, 3, Row);
        if (which == 0) return _blurred;
        if (which == 2) _blurred.CopyTo(_view, 0);
        PictureBlur.Three(_view, _blurred, Row, _view.Length);
        return _blurred;
    }

    private static void Saturate(Span<byte> picture, double saturation)
    {
        var share = (int)(saturation * 256);
        for (var i = 0; i < picture.Length; i += 3)
        {
            var (red, green, blue) = (picture[i], picture[i + 1], picture[i + 2]);
            var grey = (77 * red + 150 * green + 29 * blue) >> 8;
            picture[i] = (byte)Math.Clamp(grey + (((red - grey) * share) >> 8), 0, 255);
            picture[i + 1] = (byte)Math.Clamp(grey + (((green - grey) * share) >> 8), 0, 255);
            picture[i + 2] = (byte)Math.Clamp(grey + (((blue - grey) * share) >> 8), 0, 255);
        }
    }

    private void FillLevels(ref SampleRandom random)
    {
        var light = 1 + random.Between(-options.Brightness, options.Brightness);
        var contrast = 1 + random.Between(-options.Contrast, options.Contrast);
        var gamma = Math.Exp(random.Between(-options.Gamma, options.Gamma));
        var warm = random.Between(-options.Temperature, options.Temperature);
        Span<double> gains = [1 + warm, 1 + random.Between(-options.Tint, options.Tint), 1 - warm];
        for (var level = 0; level < 256; level++)
        {
            var grey = (Math.Pow(level / 255.0, gamma) - 0.5) * contrast + 0.5;
            for (var channel = 0; channel < 3; channel++)
                _levels[channel * 256 + level] = (byte)Math.Clamp(grey * light * gains[channel] * 255 + 0.5, 0, 255);
        }
    }
}
