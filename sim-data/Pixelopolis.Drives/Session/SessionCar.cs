using Pixelopolis.Car.Safety;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Reporting;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Drives.Scoring;
using Pixelopolis.Drives.Teacher;

namespace Pixelopolis.Drives.Session;

/// <summary>One car of a session: the program, its body, and the judge who watches it.</summary>
internal sealed class SessionCar
{
    private readonly DriveReporter _reporter;

    public SessionCar(SimulatedCar car, CityMap map, Intersections intersections, Pose put)
    {
        (Car, Put) = (car, put);
        Orders = new OrderFollower(map, intersections, car.Drive);
        Desk = new OrderDesk(Orders);
        Judge = new LaneJudge(map, intersections);
        _reporter = new DriveReporter(car.Drive, Orders, Desk);
    }

    /// <summary>Where its operator says it was put down.</summary>
    public Pose Put { get; }

    public SimulatedCar Car { get; }

    public OrderFollower Orders { get; }

    public OrderDesk Desk { get; }

    public LaneJudge Judge { get; }

    public Trip? Trip { get; set; }

    public Rescue? Rescue { get; set; }

    /// <summary>Since when it is somewhere else than it believes, by somebody's hand; and the metres it has driven since.</summary>
    public double? AstraySince { get; set; }
    public double Crawled { get; set; }

    public double NextReport { get; set; }

    public OrderSnapshot? Reported { get; set; }

    public bool ReportedDriving { get; set; }

    public bool Touching { get; set; }

    public TeacherRoute? Truth { get; private set; }

    public Pose Pose => Car.Body.Pose;

    /// <summary>At the last drive step; before the first it was just put down.</summary>
    public bool Standing => Last.Now == 0 || Last.Standing;

    /// <summary>A drive step was made since it was last put down: before that it has nothing to report, as the car's program has not.</summary>
    public bool KnowsItsPlace => Last.Now > 0 && Last.Knows(Orders.Snapshot);

    public DriveReport Last => _reporter.Last;

    /// <summary>Mail from the fleet: carried out at once, as the car's program does before its next step.</summary>
    public void Take(in FleetMail mail) => Desk.Take(mail, Standing);

    /// <summary>One tick of the world's clock.</summary>
    /// <returns>Whether the drive step ran in it.</returns>
    public bool Advance(double now, double dt)
    {
        (Car.Route, Car.Paused) = (Orders.Route, Desk.Paused);
        if (!Car.Advance(now, dt)) return false;
        _reporter.Turn(Car.LastInput, Car.Last, sent: true);
        return true;
    }

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

    /// <summary>Seconds that it stood for each reason, and that it was slowed for each while driving.</summary>
    public SortedDictionary<HoldReason, double> Stood { get; } = [];
    public SortedDictionary<HoldReason, double> Slowed { get; } = [];
}

/// <summary>An operator on the way to pick a car up and put it back on the road.</summary>
internal sealed record Rescue(double Since);
