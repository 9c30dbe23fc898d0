using Pixelopolis.Car;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Orders;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Scoring;
using Pixelopolis.Drives.Teacher;

namespace Pixelopolis.Drives.Session;

/// <summary>One car of a session: the program, its body, and the judge who watches it.</summary>
internal sealed class SessionCar(SimulatedCar car, OrderFollower orders, CityMap map, Intersections intersections, Pose put)
{
    /// <summary>Where its operator says it was put down.</summary>
    public Pose Put { get; } = put;

    public SimulatedCar Car { get; } = car;

    public OrderFollower Orders { get; } = orders;

    public LaneJudge Judge { get; } = new(map, intersections);

    public Trip? Trip { get; set; }

    public Rescue? Rescue { get; set; }

    public double NextReport { get; set; }

    public OrderSnapshot? Reported { get; set; }

    public bool ReportedDriving { get; set; }

    public bool Touching { get; set; }

    public TeacherRoute? Truth { get; private set; }

    public Pose Pose => Car.Body.Pose;

    public bool Standing => Standstill.Is(Car.Last.Command, Car.Link.Status ?? default);

    /// <summary>Keeps the judge's idea of where the car truly is on the path it drives now.</summary>
    public void FollowTruth()
    {
        if (Orders.Route is not { } route) { Truth = null; return; }
        if (Truth?.Path != route.Path)
        {
            var near = Car.Drive.Localizer.Estimate.S;
            var p = route.Path.Project(Pose.X, Pose.Y, near - 0.5, near + 0.5);
            Truth = new TeacherRoute(route.Path, double.IsInfinity(p.Distance) ? near : p.S);
        }
        Truth.Follow(Pose);
    }
}

/// <summary>A trip under way.</summary>
internal sealed class Trip(string bookingId, Station to, string from, double begun, double mapSeconds)
{
    public string BookingId { get; } = bookingId;
    public Station To { get; } = to;
    public string From { get; } = from;
    public double Begun { get; } = begun;
    public double MapSeconds { get; set; } = mapSeconds;
    public double Waited { get; set; }
    public double Metres { get; set; }
    public int Collisions { get; set; }
    public double StuckSince { get; set; } = double.NaN;
}

/// <summary>An operator on the way to pick a car up and put it back on the road.</summary>
internal sealed record Rescue(double Since);
