using OpenCvSharp;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Generation;
using Pixelopolis.Datasets.Detection;
using Pixelopolis.Datasets.Voc;
using Pixelopolis.Datasets.Voc.Pictures;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Datasets.Tests.Detection;

public sealed class DetectionGeneratorTests : IDisposable
{
    private static readonly CityMap Small = CityGenerator.Generate(new CityRequest(2, 2, 12));
    private static readonly DetectionOptions Few = new() { Train = 5, Validation = 2, Test = 3, FramesPerWorld = 3, Seed = 5, Cities = [Small], Threads = 1 };
    private readonly string _root = Directory.CreateTempSubdirectory("detection-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_same_seed_writes_the_same_files_on_however_many_threads_and_another_seed_others()
    {
        var (one, three, other) = (await Write("one", Few), await Write("three", Few with { Threads = 3 }), await Write("other", Few with { Seed = 6 }));
        Assert.Equal(10 * 2 + 3, one.Count);
        Assert.Equal(one, three);
        Assert.NotEqual(one["train/000000.jpg"], other["train/000000.jpg"]);
    }

    [Fact]
    public async Task What_is_written_is_read_back_without_a_fault_and_is_what_the_in_memory_frames_say()
    {
        await Write("one", Few);
        var folder = VocFolder.Open(Path.Combine(_root, "one"));
        Assert.Empty(folder.Faults);
        Assert.Equal((5, 2, 3), (folder.Of(VocSplit.Train).Count, folder.Of(VocSplit.Validation).Count, folder.Of(VocSplit.Test).Count));
        var frames = new DetectionGenerator(Few).Frames(VocSplit.Test).ToList();
        Assert.Equal(frames.Select(f => f.Objects), folder.Of(VocSplit.Test).Select(i => i.Objects));
        using var jpeg = Cv2.ImRead(folder.Of(VocSplit.Test)[0].Path);
        using var frame = Mat.FromPixelData(480, 640, MatType.CV_8UC3, frames[0].Rgb).CvtColor(ColorConversionCodes.RGB2BGR);
        using var difference = new Mat();
        Cv2.Absdiff(jpeg, frame, difference);
        Assert.True(difference.Mean().Val0 < 4);
    }

    [Fact]
    public void Labels_lie_in_their_frame_and_bear_our_names()
    {
        foreach (var frame in new DetectionGenerator(Few with { Train = 30, FramesPerWorld = 30 }).Frames(VocSplit.Train))
            foreach (var thing in frame.Objects)
            {
                Assert.NotEqual(ObjectClass.None, ObjectClasses.Of(thing.Name));
                Assert.True(thing.Box is { Left: >= 0, Top: >= 0, Right: <= 640, Bottom: <= 480, Width: >= LabelRule.LeastSide, Height: >= LabelRule.LeastSide });
                Assert.Equal(thing.Difficult, thing.Difficult || LabelRule.IsDifficult(thing.Box, 1, 640, 480));
            }
    }

    [Fact]
    public void Every_class_is_dealt_as_often_as_any_other_and_no_sign_stands_on_a_road_or_in_a_house()
    {
        var map = SignDealer.Deal(Small, new SimRandom(3), []);
        Assert.True(map.Signs.Count >= 40);
        var counts = map.Signs.CountBy(s => s.Class).Select(c => c.Value).ToList();
        Assert.Equal(16, counts.Count);
        Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        foreach (var sign in map.Signs.Skip(Small.Signs.Count))
        {
            Assert.All(map.Edges, e => Assert.True(e.Curve.Project(sign.X, sign.Y).Distance >= 0.15));
            Assert.DoesNotContain(map.Buildings, b => Math.Abs(sign.X - b.X) < b.Width / 2 && Math.Abs(sign.Y - b.Y) < b.Depth / 2);
        }
    }

    [Fact]
    public void A_given_citys_signs_stay_as_they_are_unless_they_are_to_be_dealt()
    {
        var classes = Small.Signs.Select(s => ObjectClasses.Word(ObjectClasses.Of(s.Class))).ToHashSet(StringComparer.Ordinal);
        var seen = new DetectionGenerator(Few with { Test = 25, FramesPerWorld = 25 }).Frames(VocSplit.Test).SelectMany(f => f.Objects)
            .Where(o => ObjectClasses.IsSign(ObjectClasses.Of(o.Name))).Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(classes, seen);
        Assert.True(seen.Count > 2);
    }

    [Fact]
    public void Favoured_classes_are_shown_twice_as_often_in_pictures_to_train_on_and_nowhere_else()
    {
        var options = Few with { Favoured = [ObjectClass.Parking, ObjectClass.Unknown] };
        Assert.Empty(options.FavouredIn(VocSplit.Validation));
        Assert.Empty(options.FavouredIn(VocSplit.Test));
        var favoured = options.FavouredIn(VocSplit.Train);

        var dealt = SignDealer.Deal(Small, new SimRandom(3), favoured).Signs.CountBy(s => s.Class).ToDictionary();
        Assert.InRange(dealt[SignClass.Parking], 2 * dealt.Where(d => d.Key != SignClass.Parking).Min(d => d.Value), 2 * dealt.Where(d => d.Key != SignClass.Parking).Max(d => d.Value));
        var map = SignDealer.Deal(Small, new SimRandom(4), []);
        Assert.InRange(Unknown(favoured) / Unknown([]), 1.6, 2.4);

        double Unknown(IReadOnlyList<ObjectClass> more)
        {
            var sampler = new SceneSampler(map, new SimRandom(9), more);
            return Enumerable.Range(0, 1500).Sum(_ => sampler.Next().Actors.Count(a => a.Kind == ActorKind.Unknown));
        }
    }

    [Fact]
    public void Scenes_hold_what_they_should_as_often_as_they_should()
    {
        var map = SignDealer.Deal(Small, new SimRandom(4), []);
        var sampler = new SceneSampler(map, new SimRandom(9), []);
        var scenes = Enumerable.Range(0, 1500).Select(_ => sampler.Next()).ToList();
        Assert.InRange(Share(ActorKind.Car), 0.40, 0.56);
        foreach (var kind in (ActorKind[])[ActorKind.Hand, ActorKind.Box, ActorKind.Unknown])
            Assert.InRange(Share(kind), 0.12, 0.25);
        Assert.InRange(scenes.Count(s => s.SmearPixels > 0) / 1500.0, 0.15, 0.25);
        Assert.True(scenes.Max(s => s.SmearPixels) <= 7.5);
        foreach (var scene in scenes)
            foreach (var car in scene.Actors.Where(a => a.Kind == ActorKind.Car))
                Assert.False(CarBox.At(car.Pose, CarFootprint.Reference).Overlaps(CarBox.At(scene.Axle, CarFootprint.Reference)));

        double Share(ActorKind kind) => scenes.Count(s => s.Actors.Any(a => a.Kind == kind)) / 1500.0;
    }

    [Fact]
    public void Splits_take_their_cities_from_seeds_no_other_split_has()
    {
        foreach (var (split, low, high) in ((VocSplit, int, int)[])[(VocSplit.Train, 1_000_000, 1_399_999), (VocSplit.Validation, 500_000, 599_999), (VocSplit.Test, 600_000, 699_999)])
            for (var k = 0; k < 4; k++)
            {
                var id = DetectionWorld.CityOf(split, new SimRandom((ulong)k)).Id; // city-3x2-1234567(-roundabout)
                Assert.InRange(int.Parse(id.Split('-')[2], System.Globalization.CultureInfo.InvariantCulture), low, high);
            }
    }

    [Fact]
    public async Task A_contact_sheet_shows_the_pictures_their_boxes_and_the_counts()
    {
        await Write("one", Few);
        var images = VocFolder.Open(Path.Combine(_root, "one")).Of(VocSplit.Train);
        VocContactSheet.Save(images, "one", Path.Combine(_root, "sheet.png"));
        using var sheet = Cv2.ImRead(Path.Combine(_root, "sheet.png"));
        Assert.Equal(new Size(1968, 800), sheet.Size());
        using var first = sheet.SubMat(44, 44 + 288, 8, 8 + 384);
        Cv2.MeanStdDev(first, out _, out var spread);
        Assert.True(spread.Val0 > 10);

        var sizes = VocCharts.Sizes(images, difficult: false).Sum() + VocCharts.Sizes(images, difficult: true).Sum();
        Assert.Equal(images.Sum(i => i.Objects.Count), sizes);
        Assert.Equal(images.Sum(i => i.Objects.Count), VocTally.Of(images).Sum(c => c.Plain + c.Difficult));
    }

    [Fact]
    public void A_name_that_is_none_of_ours_is_counted_last()
    {
        var tally = VocTally.Of([new VocImage("a.jpg", 640, 480, [new("coffee cup", new(0, 0, 9, 9)), new("stop", new(0, 0, 9, 9), Difficult: true)])]);
        Assert.Equal((new VocCount("stop", 0, 1), new VocCount("coffee cup", 1, 0), 21), (tally[0], tally[^1], tally.Count));
    }

    private async Task<Dictionary<string, string>> Write(string name, DetectionOptions options)
    {
        var folder = Path.Combine(_root, name);
        await new DetectionGenerator(options).WriteAsync(VocFolderWriter.Create(folder).Writer!, _ => { }, TestContext.Current.CancellationToken);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f), f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))), StringComparer.Ordinal);
    }
}
