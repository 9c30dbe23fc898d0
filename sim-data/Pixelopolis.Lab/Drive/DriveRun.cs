using System.Diagnostics;
using Pixelopolis.Car;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.Decision;
using Pixelopolis.City;
using Pixelopolis.Drives.Scoring;
using Pixelopolis.Drives.Session;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Lab.Drive;

/// <summary>One closed-loop run as the command line asks for it.</summary>
internal sealed record DriveRequest
{
    public required CityMap City { get; init; }
    public int Trips { get; init; } = 10;
    public int Cars { get; init; } = 1;
    public ulong Seed { get; init; } = 1;
    public EyeKind Eye { get; init; } = EyeKind.Camera;
    public string Model { get; init; } = LabPaths.LaneModel;

    /// <summary>What sees signs, cars and obstacles; with <see cref="SightKind.Camera"/> only where there is a camera to see by.</summary>
    public SightKind Sight { get; init; } = File.Exists(LabPaths.Detector) ? SightKind.Camera : SightKind.None;

    public string Detector { get; init; } = LabPaths.Detector;

    /// <summary>The world's look: null is the showroom, a number rolls one.</summary>
    public ulong? Look { get; init; }
    public double EncoderError { get; init; } = 0.01;
    public bool WholeFrame { get; init; }
    public double? TurnTrust { get; init; }
    public double Patience { get; init; } = 600;

    /// <summary>What is wrong with the request, or null.</summary>
    public string? Fault()
    {
        if (Trips is < 1 or > 100_000) return $"--trips is {Trips}: from 1 to 100000";
        if (Cars is < 1 or > 16) return $"--cars is {Cars}: from 1 to 16";
        if (!(EncoderError is >= 0 and <= 0.2)) return FormattableString.Invariant($"--encoder-error is {EncoderError}: from 0 to 0.2");
        if (TurnTrust is { } trust && !(trust is >= 0 and <= 1)) return FormattableString.Invariant($"--turn-trust is {trust}: from 0 to 1");
        var (places, destinations) = (City.Stations.Select(s => s.NodeId).Distinct().Count(), City.Stations.Where(s => s.Kind == StationKind.Destination).Select(s => s.NodeId).Distinct().Count());
        if (places < Cars) return $"{City.Id} has {places} station(s) to start from: {Cars} car(s) need as many";
        return destinations > Cars ? null : $"{City.Id} has {destinations} destination(s): {Cars} car(s) need at least {Cars + 1}, so that each has somewhere else to go";
    }
}

/// <summary>Runs a session and times it.</summary>
internal static class DriveRun
{
    public static DriveReport Run(DriveRequest request, Action<TripScore>? ended = null, CancellationToken cancel = default)
    {
        if (request.Fault() is { } wrong) throw new LabException(wrong);
        var needsScene = request.Eye is EyeKind.Camera or EyeKind.Covered or EyeKind.StraightOn;
        if (needsScene)
        {
            Commands.Verb.NeedsOpenCv();
            if (CityScene.Fault(request.City) is { } fault) throw new LabException(fault);
        }
        var scene = needsScene ? CityScene.Bake(request.City, request.Look is { } look ? Appearance.FromSeed(look) : Appearance.Showroom) : null;
        using var eyes = new EyeFactory(request.City, scene, request.Eye, () => Load(request.Model), request.WholeFrame, request.Sight, () => LoadDetector(request.Detector));
        var drive = new DriveOptions();
        if (request.Eye == EyeKind.MapOnly) drive = drive with { Decision = drive.Decision with { TurnTrust = 0 } };
        if (request.TurnTrust is { } trust) drive = drive with { Decision = drive.Decision with { TurnTrust = trust } };
        var options = new SessionOptions
        {
            Trips = request.Trips, Cars = request.Cars, Seed = request.Seed, EncoderError = request.EncoderError, Drive = drive, Patience = request.Patience,
        };
        var session = new DriveSession(request.City, options, eyes.Make, eyes.MakeSight) { TripEnded = ended };
        var watch = Stopwatch.StartNew();
        var score = session.Run(cancel);
        if (cancel.IsCancellationRequested) throw new LabException($"Stopped after {score.Trips.Count} of {request.Trips} trips; nothing is scored.");
        return DriveReport.Of(score, watch.Elapsed.TotalSeconds);
    }

    public static OnnxLaneModel Load(string path)
    {
        var (model, fault) = OnnxLaneModel.Load(path);
        return model ?? throw new LabException(fault!.Message);
    }

    public static OnnxDetector LoadDetector(string path)
    {
        var (detector, fault) = OnnxDetector.Load(path);
        return detector ?? throw new LabException(fault!.Message);
    }
}
