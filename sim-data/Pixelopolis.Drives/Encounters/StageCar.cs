using Pixelopolis.Car.Decision;
using Pixelopolis.Car.Safety;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Teacher;

namespace Pixelopolis.Drives.Encounters;

/// <summary>A car with its whole program on the stage.</summary>
public sealed class StageCar(SimulatedCar car, RoutePath path, TeacherRoute truth)
{
    public SimulatedCar Car { get; } = car;

    public RoutePath Path { get; } = path;

    /// <summary>Where it truly is; for the judge and the script.</summary>
    public TeacherRoute Truth { get; } = truth;

    /// <summary>It has left the stage.</summary>
    public bool IsGone { get; set; }

    public Pose Pose => Car.Body.Pose;

    public double Speed => Car.Body.Speed;

    /// <summary>Whether it stands for something in its way.</summary>
    public bool StandsForSomething => Car.Last.Command.IsStop && Math.Abs(Speed) < 0.005 && Car.Last.Hold is HoldReason.CarAhead or HoldReason.Obstacle;
}

/// <summary>What one car's eyes may be made of.</summary>
/// <param name="Seed">Of their errors.</param>
/// <param name="Truth">For eyes that are experiments.</param>
/// <param name="MapSteering">What the map says where the car believes it is.</param>
/// <param name="Others">What else is in the city now.</param>
public sealed record StageSeat(ulong Seed, TeacherRoute Truth, Func<double> MapSteering, Func<ReadOnlyMemory<Sim.Rendering.SceneActor>> Others);

/// <summary>Makes the eyes of the cars on a stage.</summary>
public sealed record StageEyes(Func<StageSeat, Eyes.ILaneEye> Lane, Func<StageSeat, Eyes.ILaneEye, Eyes.ISightEye?> Sight);
