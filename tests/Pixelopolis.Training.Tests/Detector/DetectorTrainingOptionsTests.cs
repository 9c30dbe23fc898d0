using Pixelopolis.Car.Perception;
using Pixelopolis.Training.Detector;

namespace Pixelopolis.Training.Tests.Detector;

public sealed class DetectorTrainingOptionsTests
{
    private static readonly DetectorTrainingOptions Options = new() { Data = ["data"], Out = "out" };

    [Theory]
    [InlineData("300x150"), InlineData("320x320"), InlineData("160x80"), InlineData("64x32"), InlineData("704x352"), InlineData("0x0")]
    public void An_input_that_no_network_can_have_is_refused_by_name(string input)
    {
        var fault = (Options with { Input = DetectorInputText.Parse(input)!.Value }).Fault();
        Assert.StartsWith($"Input is {input}; it must be WIDTHxHEIGHT, twice as wide as high and both multiples of 32, from 128x64 to 640x320", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wide"), InlineData(""), InlineData("320"), InlineData("-320x-160"), InlineData("320x160x3"), InlineData("320 x 160"), InlineData("99999999999x1")]
    public void What_is_no_two_numbers_is_no_input(string text) => Assert.Null(DetectorInputText.Parse(text));

    [Theory]
    [InlineData("128x64"), InlineData("256x128"), InlineData("320x160"), InlineData("384x192"), InlineData("640x320")]
    public void An_input_is_of_the_references_region(string text)
    {
        var input = DetectorInputText.Parse(text)!.Value;
        Assert.Null((Options with { Input = input }).Fault());
        Assert.Equal(text, DetectorInputText.Of(input));
        Assert.Equal(DetectorInput.Reference.Region, input.Region);
        Assert.Contains("region", (Options with { Input = input with { Region = FrameRegion.Whole } }).Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(5), InlineData(double.NaN)]
    public void A_depth_out_of_range_is_refused_by_name(double depth) =>
        Assert.Equal(FormattableString.Invariant($"Depth is {depth}; it must lie within 0.1 and 4"), (Options with { Depth = depth }).Fault());
}
