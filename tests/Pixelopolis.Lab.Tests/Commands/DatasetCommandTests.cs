using System.CommandLine;
using Pixelopolis.Lab.Commands;
using Pixelopolis.Lab.Commands.Dataset;

namespace Pixelopolis.Lab.Tests.Commands;

public sealed class DatasetCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-dataset-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Pictures_are_made_and_shown()
    {
        var (city, data, sheet) = (At("city.json"), At("eyes"), At("sheets/eyes.png"));
        Assert.Equal(0, await MapCommand.Create().Parse(["new", "--blocks", "2x2", "--seed", "9", "--out", city]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(0, await Run("detector", "--out", data, "--images", "8", "--split-shares", "2:1:1", "--frames-per-world", "4", "--threads", "1", "--city", city, "--deal-signs"));
        Assert.Equal(4, File.ReadAllLines(Path.Combine(data, "ImageSets", "Main", "train.txt")).Length);
        Assert.Equal(0, await Run("show", data, "--out", sheet, "--split", "test"));
        Assert.True(new FileInfo(sheet).Length > 100_000);

        Assert.Equal(2, await Run("detector", "--out", data, "--images", "8")); // it is there already
        File.Delete(Path.Combine(data, "test", "000001.jpg"));
        Assert.Equal(1, await Run("show", data, "--out", sheet, "--split", "test")); // drawn, and the fault is said
    }

    [Theory]
    [InlineData("--images", "0")]
    [InlineData("--split-shares", "1:2")]
    [InlineData("--split-shares", "0:0:0")]
    [InlineData("--split-shares", "1:-1:1")]
    [InlineData("--threads", "0")]
    [InlineData("--frames-per-world", "0")]
    [InlineData("--city", "nowhere.json")]
    public async Task A_bad_option_ends_with_2_before_anything_is_written(string option, string value)
    {
        Assert.Equal(2, await Run("detector", "--out", At("eyes"), option, value));
        Assert.False(Directory.Exists(At("eyes")));
    }

    [Fact]
    public async Task Showing_what_is_no_data_set_says_so()
    {
        Assert.Equal(2, await Run("show", _folder));
        Assert.Equal(2, await Run("show", At("nowhere")));
    }

    [Theory]
    [InlineData(28_500, "16:1:2", 24_000, 1_500, 3_000)]
    [InlineData(10, "0:0:1", 0, 0, 10)]
    [InlineData(10, "1:0:0", 10, 0, 0)]
    [InlineData(10, "1:1:0", 5, 5, 0)]
    [InlineData(7, "0.8,0.1,0.1", 6, 1, 0)]
    public void Pictures_are_shared_out_in_proportion(int images, string shares, int train, int validation, int test) =>
        Assert.Equal((train, validation, test), MakeDetectorData.Share(images, shares));

    private Task<int> Run(params string[] arguments) => DatasetCommand.Create().Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    private string At(string name) => Path.Combine(_folder, name);
}
