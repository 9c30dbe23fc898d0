using Pixelopolis.City.Planning;

namespace Pixelopolis.City.Generation;

/// <summary>Where a lattice's points are on the ground, metres: columns and rows of chance widths, points off them by chance.</summary>
internal sealed class LatticePlaces
{
    private readonly Dictionary<LatticePoint, (double X, double Y, double OffX, double OffY)> _places = [];

    private LatticePlaces() { }

    public (double X, double Y) this[LatticePoint point] =>
        _places[point] is var p ? (PathCurve.Rounded(p.X + p.OffX, 3), PathCurve.Rounded(p.Y + p.OffY, 3)) : default;

    /// <param name="liveliness">0: a plain grid; 1: as far off it as streets can bear.</param>
    public static LatticePlaces Of(CityRequest request, LatticePoint? roundabout, Random random, double liveliness)
    {
        var xs = Positions(request.BlocksWide + 1, roundabout?.Column, random);
        var ys = Positions(request.BlocksHigh + 1, roundabout?.Row, random);
        var places = new LatticePlaces();
        for (var row = 0; row < ys.Length; row++)
            for (var column = 0; column < xs.Length; column++)
            {
                var point = new LatticePoint(column, row);
                var reach = point == roundabout ? 0 : 0.18 * liveliness;
                places._places[point] = (xs[column], ys[row], reach * (random.NextDouble() * 2 - 1), reach * (random.NextDouble() * 2 - 1));
            }
        return places;
    }

    /// <summary>Moves a point towards its place on the grid.</summary>
    public void Calm(LatticePoint point) => _places[point] = _places[point] with { OffX = _places[point].OffX * 0.7, OffY = _places[point].OffY * 0.7 };

    private static double[] Positions(int count, int? roundabout, Random random)
    {
        var positions = new double[count];
        for (var i = 1; i < count; i++)
        {
            var spacing = 1.36 + 0.36 * random.NextDouble();
            if (i == roundabout || i - 1 == roundabout) spacing += RoadStandard.RoundaboutArm - RoadStandard.ShortestArm;
            positions[i] = positions[i - 1] + spacing;
        }
        return positions;
    }
}
