using Pixelopolis.Drives.Session;
using Pixelopolis.Lab.Drive;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Lab.Localization;

/// <summary>A long drive from station to station, and how well the car knew its place all the while.</summary>
internal static class LocalizationRun
{
    public static (LocalizationScore Score, SessionScore Drive) Run(DriveRequest request, SightKind sight, double seconds, Action<double>? progress = null, CancellationToken cancel = default)
    {
        var scene = request.Eye == EyeKind.Camera ? CityScene.Bake(request.City, request.Look is { } look ? Appearance.FromSeed(look) : Appearance.Showroom) : null;
        using var eyes = new EyeFactory(request.City, scene, request.Eye, () => DriveRun.Load(request.Model), request.WholeFrame, sight, () => DriveRun.LoadDetector(request.Detector));
        var options = new SessionOptions { Trips = 100_000, MostSeconds = seconds, Seed = request.Seed, EncoderError = request.EncoderError };
        var score = new LocalizationScore();
        var session = new DriveSession(request.City, options, eyes.Make, eyes.MakeSight)
        {
            Stepped = (_, truth, report) =>
            {
                score.Add(truth, report);
                progress?.Invoke(report.Now);
            },
        };
        var drive = session.Run(cancel);
        return (score, drive);
    }
}
