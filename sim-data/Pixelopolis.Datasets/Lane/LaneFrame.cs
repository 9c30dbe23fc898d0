using Pixelopolis.City;

namespace Pixelopolis.Datasets.Lane;

/// <summary>Who drove when a frame was taken: the expert on its line, the expert back from a push off it, or the model while the expert said what it would have done.</summary>
public enum LaneSource { Expert, Recovery, Dagger }

/// <summary>What a frame is for. A city belongs to one split as a whole, so that no frame is judged on a street that was trained on.</summary>
public enum LaneSplit { Train, Validation, Test }

/// <summary>What a crop shows: the bottom quarter of the camera's picture (the car's own input), or all of it squeezed to the same size (for the comparison).</summary>
public enum LaneView { BottomQuarter, FullFrame }

/// <summary>Where one frame comes from.</summary>
/// <param name="City">The seed of the generated city.</param>
/// <param name="Run">The drive within the city.</param>
/// <param name="Step">The frame within the drive.</param>
/// <param name="Curvature">Of the lane under the car, 1/m, counter-clockwise (a left bend is positive, while steering is positive to the right).</param>
/// <param name="Intent">The turn the route takes here; follow outside intersections.</param>
/// <param name="Source">Who drove.</param>
/// <param name="Split">What the frame is for.</param>
/// <param name="Offset">Of the car's axle from the lane's centre line, m, positive to the left.</param>
/// <param name="HeadingError">Of the car against the lane, rad, counter-clockwise.</param>
public readonly record struct LaneFrame(
    int City, int Run, int Step, float Curvature, Intent Intent, LaneSource Source, LaneSplit Split,
    float Offset = 0, float HeadingError = 0);
