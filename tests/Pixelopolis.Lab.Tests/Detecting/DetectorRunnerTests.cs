using Pixelopolis.Car.App.Inference;
using Pixelopolis.Lab.Detecting;

namespace Pixelopolis.Lab.Tests.Detecting;

public sealed class DetectorRunnerTests
{
    [Theory]
    [InlineData(640, 480, null)]
    [InlineData(320, 240, null)]
    [InlineData(319, 240, "319 x 240 pixels; this detector wants at least 320 x 240")]
    [InlineData(640, 200, "640 x 200 pixels; this detector wants at least 320 x 240")]
    public void Pictures_that_are_too_small_are_named_with_what_would_do(int width, int height, string? said)
    {
        using var detector = OnnxDetector.Load(LabPaths.Detector).Detector!;
        Assert.Equal(said, new DetectorRunner(detector).Fault(width, height));
    }
}
