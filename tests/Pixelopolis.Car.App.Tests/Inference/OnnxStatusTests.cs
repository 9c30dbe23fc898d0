using Pixelopolis.Car.App.Inference;

namespace Pixelopolis.Car.App.Tests.Inference;

public sealed class OnnxStatusTests
{
    [Fact]
    public void What_the_native_library_answers_is_read_and_given_back()
    {
        for (var n = 0; n < 1000; n++)
        {
            var said = $"no driver for unit {n}: größer";
            Assert.Equal(said, OnnxStatus.Take(OnnxStatus.Create(1, said)));
        }
        Assert.Equal("refused by ONNX Runtime", OnnxStatus.Take(OnnxStatus.Create(1, "")));
    }
}
