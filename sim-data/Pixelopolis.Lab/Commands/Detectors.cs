using System.CommandLine;
using Pixelopolis.Lab.Drive;

namespace Pixelopolis.Lab.Commands;

/// <summary>The option that names what sees signs, cars and obstacles, the same for every verb that drives.</summary>
internal static class Detectors
{
    public const string None = "none";

    public static Option<string?> Option() => new("--detector")
    {
        Description = "The object detector (ONNX), or 'none' to drive by encoders, lanes and stop lines alone. Default: car/models/detector.onnx, where there is one.",
    };

    /// <exception cref="LabException">There is no such file.</exception>
    public static DriveRequest Apply(DriveRequest request, string? detector)
    {
        if (detector is null) return request;
        if (detector == None) return request with { Sight = SightKind.None };
        return File.Exists(detector) ? request with { Sight = SightKind.Camera, Detector = detector }
            : throw new LabException($"There is no detector at {detector}: ./pixelopolis train detector makes one, --detector none drives without.");
    }
}
