namespace Pixelopolis.City.Checking;

/// <summary>How large a map may be; what is beyond is refused by name before any work is spent on it. Lengths in metres.</summary>
public static class MapLimits
{
    public const int FileCharacters = 16 * 1024 * 1024;
    public const int Layouts = 100;
    public const int Nodes = 10_000;
    public const int Edges = 20_000;
    public const int Stations = 1_000;
    public const int Signs = 5_000;
    public const int Buildings = 10_000;
    public const int NamesPerStation = 100;
    public const int VehicleTypes = 100;
    public const int IdCharacters = 200;
    public const int ControlPoints = 1_000;
    public const int ControlPointsInAll = 20_000;
    public const int Degree = 9;
    public const double Coordinate = 1_000;
    public const double EdgeLength = 200;
    public const double RoadLength = 5_000;
    public const double ShortestEdge = 0.005;
    public const double HighestSpeed = 10;

    /// <summary>How far a trajectory's end may be from its node.</summary>
    public const double TrajectoryGap = 0.01;
}
