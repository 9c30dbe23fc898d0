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

    /// <summary>The world's look: null is the showroom, a number rolls one.</summary>
    public ulong? Look { get; init; }
    public double EncoderError { get; init; } = 0.01;
    public bool WholeFrame { get; init; }
    public double? TurnTrust { get; init; }
    public double Patience { get; init; } = 600;
}

/// <summary>Runs a session and times it.</summary>
internal static class DriveRun
{
    public static DriveReport Run(DriveRequest request, Action<TripScore>? ended = null, CancellationToken cancel = default)
    {
        var needsScene = request.Eye is EyeKind.Camera or EyeKind.Covered or EyeKind.StraightOn;
        if (needsScene)
        {
            Commands.Verb.NeedsOpenCv();
            if (CityScene.Fault(request.City) is { } fault) throw new LabException(fault);
        }
        var scene = needsScene ? CityScene.Bake(request.City, request.Look is { } look ? Appearance.FromSeed(look) : Appearance.Showroom) : null;
        using var eyes = new EyeFactory(request.City, scene, request.Eye, () => Load(request.Model), request.WholeFrame);
        var drive = new DriveOptions();
        if (request.Eye == EyeKind.MapOnly) drive = drive with { Decision = drive.Decision with { TurnTrust = 0 } };
        if (request.TurnTrust is { } trust) drive = drive with { Decision = drive.Decision with { TurnTrust = trust } };
        var options = new SessionOptions
        {
            Trips = request.Trips, Cars = request.Cars, Seed = request.Seed, EncoderError = request.EncoderError, Drive = drive, Patience = request.Patience,
        };
        var session = new DriveSession(request.City, options, eyes.Make) { TripEnded = ended };
        var watch = Stopwatch.StartNew();
        var score = session.Run(cancel);
        return DriveReport.Of(score, watch.Elapsed.TotalSeconds);
    }

    private static OnnxLaneModel Load(string path)
    {
        var (model, fault) = OnnxLaneModel.Load(path);
        return model ?? throw new LabException(fault!.Message);
    }
}
