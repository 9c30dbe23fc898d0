using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Perception;
using Pixelopolis.Car.Safety;
using Pixelopolis.Car.Traffic;

namespace Pixelopolis.Car;

/// <summary>Everything a drive step is set up with; the reference car unless said otherwise.</summary>
public sealed record DriveOptions
{
    public CameraGeometry Camera { get; init; } = CameraGeometry.Reference;
    public WheelGeometry Wheels { get; init; } = WheelGeometry.Reference;
    public LocalizationOptions Localization { get; init; } = new();
    public DecisionOptions Decision { get; init; } = new();
    public TrafficOptions Traffic { get; init; } = new();
    public SafetyOptions Safety { get; init; } = new();
}
