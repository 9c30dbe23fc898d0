using System.Text.Json;

namespace Pixelopolis.EndToEnd.Tests;

/// <summary>That the measurements are made; what they say depends on the machine and is nobody's to assert.</summary>
[Collection("the city")]
public class BenchTests
{
    [Fact]
    public async Task Bench_city_opens_a_city_whose_cars_drive_and_writes_what_it_measured()
    {
        var root = await MeasureAsync("bench", "city", "--cars", "1", "--warm-up", "3", "--seconds", "5");
        var car = Assert.Single(root.GetProperty("cars").EnumerateArray());
        Assert.Equal("car-1", car.GetProperty("serial").GetString());
        foreach (var counted in new[] { "frames", "driven", "commands", "frameToMotorP50", "frameToMotorP99", "frameToMotorMax", "cpuPercent" }) Assert.True(car.GetProperty(counted).GetDouble() > 0, counted);
        foreach (var perhaps in new[] { "missed", "allocatedBytesPerFrame", "allocatingFrames", "movingPercent" }) Assert.True(car.GetProperty(perhaps).GetDouble() >= 0, perhaps);
        Assert.Equal(["simulator", "server"], root.GetProperty("programs").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Bench_drive_times_the_same_trips_with_part_and_with_all_of_each_frame_drawn()
    {
        var root = await MeasureAsync("bench", "drive", "--trips", "1");
        var rows = root.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(2, rows.Length);
        Assert.All(rows, r => Assert.Equal(1, r.GetProperty("completed").GetInt32()));
        Assert.All(rows, r => Assert.True(r.GetProperty("realTimeFactor").GetDouble() > 0));
    }

    private static async Task<JsonElement> MeasureAsync(params string[] arguments)
    {
        var file = Path.GetTempFileName();
        var (code, output) = await LabProcess.RunAsync([.. arguments, "--out", file], TestContext.Current.CancellationToken);
        Assert.True(code == 0, output);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        File.Delete(file);
        return json.RootElement.Clone();
    }
}
