using Pixelopolis.City;
using Pixelopolis.Sim.Roads;

namespace Pixelopolis.Sim.Rendering;

/// <summary>All paint on the road as distances: metres from its outline, positive on the paint.</summary>
internal static class PaintLayer
{
    private const double Past = 0.012; // how far outside a stroke its distance is still needed

    public static Field Of(RoadShape road, List<Stroke> strokes, Bounds bounds, double step)
    {
        var field = new Field(bounds, step, 0);
        for (var j = 0; j < field.Height; j++)
        {
            var row = field.Values.AsSpan(j * field.Width, field.Width);
            road.Inside.Row(field.X0, field.Y0 + j * step, step, row);
            for (var i = 0; i < row.Length; i++) row[i] = (float)RoadMarkings.EdgeLineWidth / 2 - MathF.Abs(row[i]);
        }
        foreach (var s in strokes)
        {
            var (i0, j0, i1, j1) = field.Range(s.X0, s.Y0, s.X1, s.Y1, s.HalfWidth + Past);
            for (var j = j0; j <= j1; j++)
                for (var i = i0; i <= i1; i++)
                    field[i, j] = MathF.Max(field[i, j], (float)s.Inside(field.X0 + i * step, field.Y0 + j * step));
        }
        return field;
    }
}
