using OpenCvSharp;
using Pixelopolis.Datasets.Voc;
using Pixelopolis.Lab.Commands;

namespace Pixelopolis.Lab.Tests.Commands;

public sealed class EvaluateDetectorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-evaluate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Pictures_that_cannot_be_looked_at_are_left_out_and_the_others_are()
    {
        Put("sound", Picture(640, 480), 640, 480);
        Put("narrow", Picture(120, 50), 120, 50);
        Put("cut", Cut(Picture(640, 480)), 640, 480);
        Assert.Equal(0, await Run("--data", At("data"), "--split", "Train", "--approaches", "0", "--out", At("out")));
        Assert.True(new FileInfo(Path.Combine(At("out"), "mistakes.png")).Length > 500);
    }

    [Fact]
    public async Task Where_none_can_be_looked_at_that_is_said()
    {
        Put("cut", Cut(Picture(640, 480)), 640, 480);
        Assert.Equal(2, await Run("--data", At("data"), "--split", "Train", "--approaches", "0", "--out", At("out")));
    }

    [Fact]
    public async Task A_folder_of_somebody_elses_is_not_deleted()
    {
        Directory.CreateDirectory(At("out/pictures"));
        await File.WriteAllTextAsync(At("out/pictures/holiday.jpg"), "dear", TestContext.Current.CancellationToken);
        Assert.Equal(2, await Run("--images", "1", "--approaches", "0", "--out", At("out")));
        Assert.Equal("dear", await File.ReadAllTextAsync(At("out/pictures/holiday.jpg"), TestContext.Current.CancellationToken));
    }

    private void Put(string name, byte[] jpeg, int width, int height)
    {
        Directory.CreateDirectory(At("data"));
        File.WriteAllBytes(At($"data/{name}.jpg"), jpeg);
        File.WriteAllText(At($"data/{name}.xml"), VocXml.Write(new VocImage(At($"data/{name}.jpg"), width, height, [new("stop", new(10, 10, 40, 40))])));
    }

    private static byte[] Picture(int width, int height)
    {
        using var picture = new Mat(height, width, MatType.CV_8UC3, new Scalar(90, 120, 30));
        return picture.ToBytes(".jpg");
    }

    /// <summary>With its header and nothing after it.</summary>
    private static byte[] Cut(byte[] jpeg) => jpeg[..jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xDA])];

    private static Task<int> Run(params string[] arguments) => EvaluateDetector.Create().Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    private string At(string name) => Path.Combine(_folder, name);
}
