using System.Security.Cryptography;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.Perception;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Datasets.Detection;
using Pixelopolis.Datasets.Detection.Evaluation;
using Pixelopolis.Datasets.Onnx;
using Pixelopolis.Lab.Detecting;
using Pixelopolis.Lab.Models;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Lab.Tests.Models;

/// <summary>The detector that cars come with, as its files lie there.</summary>
public sealed class ShippedDetectorTests
{
    [Fact]
    public void Its_card_was_written_for_this_very_file()
    {
        var (card, fault) = ModelCard.For(LabPaths.Detector);
        Assert.Null(fault);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(LabPaths.Detector))), card!.ModelSha256);
    }

    [Fact]
    public void Its_label_map_names_our_classes_in_their_order()
    {
        var labels = LabelMap.Parse(File.ReadAllText(LabelMap.PathFor(LabPaths.Detector)), out var fault);
        Assert.True(labels is not null, fault);
        Assert.Equal(ObjectClasses.All.Select((kind, i) => (i + 1, ObjectClasses.Word(kind))), labels.Words.OrderBy(w => w.Key).Select(w => (w.Key, w.Value)));
        Assert.Equal(20, labels.Known);
    }

    [Fact]
    public void It_is_ready_for_NNAPI_up_to_its_heads()
    {
        var readiness = NnapiReadiness.OfDetector(OpenedGraph.Of(OnnxFile.Read(File.ReadAllBytes(LabPaths.Detector), out _)!));
        Assert.True(readiness.Ready, string.Join('\n', readiness.Refused));
        Assert.InRange(readiness.Nodes, 50, 300);
    }

    [Fact]
    public void It_reads_a_sign_of_the_default_city_from_a_car_on_its_lane()
    {
        const double Before = 0.5;
        var map = CityFile.ReadToDraw(LabPaths.DefaultCity);
        var index = Enumerable.Range(0, map.Signs.Count).First(i => map.Signs[i].Class == SignClass.Stop);
        var sign = map.Signs[index];
        var lane = map.Into(sign.NodeId).MaxBy(e => e.Length)!;
        var rgb = new byte[DetectionFrame.Width * DetectionFrame.Height * 3];
        var on = lane.Curve.At(Math.Max(0, lane.Curve.Project(sign.X, sign.Y).S - Before));
        var labels = new SceneLabeller(CityScene.Bake(map, Appearance.Showroom), new CameraMount()).Render(on, [], 7, rgb);
        var there = labels.Single(l => l.Thing == LabelledThing.Sign && l.Index == index);

        using var detector = OnnxDetector.Load(LabPaths.Detector).Detector!;
        var found = new DetectorRunner(detector).Find(rgb, DetectionFrame.Width, DetectionFrame.Height).ToArray();
        var box = new PixelBox(there.Left, there.Top, there.Right, there.Bottom);
        Assert.Contains(found, d => d.Class == ObjectClass.Stop && d.Score > 0.5 && DetectorRunner.InPixels(d, DetectionFrame.Width, DetectionFrame.Height).Overlap(box) > 0.5);
    }
}
