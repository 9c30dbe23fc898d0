namespace Pixelopolis.Car.Perception;

/// <summary>
/// Finds the painted line across the lane in a bottom-quarter crop: a bright band of the paint's thickness over the whole width in
/// front of the car, brighter than the road just before and behind it. Plain arithmetic on 40 rows; no learning, no allocation.
/// </summary>
public sealed class StopLineDetector
{
    private const int Parts = 4;
    private const double HalfWidth = 0.07;
    private readonly (int From, int To)[] _columns = new (int, int)[LaneCrop.Height];
    private readonly double[] _ahead = new double[LaneCrop.Height];
    private readonly double _thickness;
    private readonly double _contrast;

    /// <param name="camera">How the camera sits.</param>
    /// <param name="thickness">Of the paint, metres along the road.</param>
    /// <param name="contrast">How much brighter than the road (levels of 255) the paint must be at the least.</param>
    public StopLineDetector(CameraGeometry camera, double thickness, double contrast = 22)
    {
        (_thickness, _contrast) = (thickness, contrast);
        var scale = camera.FrameHeight / 4.0 / LaneCrop.Height;
        for (var row = 0; row < LaneCrop.Height; row++)
        {
            _ahead[row] = camera.GroundAhead(camera.FrameHeight * 0.75 + (row + 0.5) * scale);
            var half = HalfWidth * camera.PixelsPerMetre(_ahead[row]) * LaneCrop.Width / camera.FrameWidth;
            _columns[row] = ((int)Math.Round(LaneCrop.Width / 2.0 - half), (int)Math.Round(LaneCrop.Width / 2.0 + half));
        }
    }

    /// <summary>Metres from the axle to the middle of the line, or NaN. <paramref name="slope"/> is the line's tilt in the crop to allow for: unused rows cost nothing.</summary>
    public double Detect(ReadOnlySpan<byte> crop)
    {
        Span<double> light = stackalloc double[LaneCrop.Height * Parts];
        for (var row = 0; row < LaneCrop.Height; row++)
        {
            var (from, to) = _columns[row];
            for (var part = 0; part < Parts; part++)
            {
                var (a, b) = (from + (to - from) * part / Parts, from + (to - from) * (part + 1) / Parts);
                var sum = 0;
                for (var x = a; x < b; x++)
                {
                    var p = (row * LaneCrop.Width + x) * 3;
                    sum += crop[p] + 2 * crop[p + 1] + crop[p + 2];
                }
                light[row * Parts + part] = sum / (4.0 * Math.Max(1, b - a));
            }
        }
        // Each part finds its own best band, so that a line seen at a slant still counts; they must agree.
        Span<double> found = stackalloc double[Parts];
        for (var part = 0; part < Parts; part++)
        {
            found[part] = Band(light, part);
            if (double.IsNaN(found[part])) return double.NaN;
        }
        var (mean, slant) = Fit(found);
        for (var part = 0; part < Parts; part++)
            if (Math.Abs(found[part] - (mean + slant * (part - (Parts - 1) / 2.0))) > 0.012) return double.NaN;
        return Math.Abs(slant) > 0.02 ? double.NaN : mean;
    }

    /// <summary>Where a column of row lights has a band of the paint's thickness standing out on both sides, metres ahead, or NaN.</summary>
    private double Band(ReadOnlySpan<double> light, int part)
    {
        var (best, at) = (_contrast, double.NaN);
        for (var row = 1; row < LaneCrop.Height - 1; row++)
        {
            double inside = 0, beyond = 0, before = 0;
            int insides = 0, beyonds = 0, befores = 0;
            for (var other = 0; other < LaneCrop.Height; other++)
            {
                var d = _ahead[other] - _ahead[row];
                if (Math.Abs(d) <= _thickness * 0.4) { inside += light[other * Parts + part]; insides++; }
                else if (d > _thickness * 0.75 && d < _thickness * 1.75) { beyond += light[other * Parts + part]; beyonds++; }
                else if (d < -_thickness * 0.75 && d > -_thickness * 1.75) { before += light[other * Parts + part]; befores++; }
            }
            if (insides == 0 || beyonds == 0 || befores == 0) continue;
            var response = inside / insides - Math.Max(beyond / beyonds, before / befores);
            if (response > best) (best, at) = (response, Centre(light, part, row));
        }
        return at;
    }

    private double Centre(ReadOnlySpan<double> light, int part, int row)
    {
        double floor = double.MaxValue, weight = 0, sum = 0;
        for (var other = 0; other < LaneCrop.Height; other++)
            if (Math.Abs(_ahead[other] - _ahead[row]) <= _thickness * 1.2) floor = Math.Min(floor, light[other * Parts + part]);
        for (var other = 1; other < LaneCrop.Height - 1; other++)
            if (Math.Abs(_ahead[other] - _ahead[row]) <= _thickness * 1.2)
            {
                // Rows cover less and less road towards the car: weigh each by the road it shows.
                var w = (light[other * Parts + part] - floor) * (_ahead[other - 1] - _ahead[other + 1]);
                (weight, sum) = (weight + w, sum + w * _ahead[other]);
            }
        return weight > 0 ? sum / weight : _ahead[row];
    }

    private static (double Mean, double Slant) Fit(ReadOnlySpan<double> values)
    {
        double mean = 0, slant = 0, spread = 0;
        foreach (var v in values) mean += v / values.Length;
        for (var i = 0; i < values.Length; i++)
        {
            var x = i - (values.Length - 1) / 2.0;
            (slant, spread) = (slant + x * (values[i] - mean), spread + x * x);
        }
        return (mean, slant / spread);
    }
}
