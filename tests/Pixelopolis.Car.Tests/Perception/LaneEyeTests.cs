using Pixelopolis.Car.Perception;

namespace Pixelopolis.Car.Tests.Perception;

public sealed class LaneEyeTests
{
    private readonly byte[] _frame = new byte[640 * 480 * 3];
    private readonly Steady _model = new();

    [Fact]
    public void A_covered_lens_shows_no_lane_whatever_the_model_makes_of_it()
    {
        new Random(3).NextBytes(_frame);
        for (var i = 0; i < _frame.Length; i++) _frame[i] %= 12; // a sensor's noise
        var reading = Look();
        Assert.False(reading.IsFinite);
        Assert.Equal((9u, 1.5), (reading.Frame, reading.CapturedAt));
        Assert.Equal(0, _model.Asked);
    }

    [Fact]
    public void A_dark_road_with_paint_on_it_is_read()
    {
        Array.Fill(_frame, (byte)9);
        for (var y = 360; y < 480; y++) _frame.AsSpan((y * 640 + 500) * 3, 30).Fill(60);
        Assert.Equal(0.25f, Look().Follow);
        Assert.Equal(1, _model.Asked);
    }

    private LaneReading Look() => new LaneEye(CameraGeometry.Reference, _model, CropRegion.BottomQuarter).Look(_frame, 9, 1.5);

    private sealed class Steady : ILaneModel
    {
        public int Asked { get; private set; }

        public void Infer(ReadOnlySpan<byte> crop, Span<float> steering)
        {
            Asked++;
            steering.Fill(0.25f);
        }
    }
}
