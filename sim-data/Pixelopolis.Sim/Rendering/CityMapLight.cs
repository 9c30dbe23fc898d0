using System.Numerics;
using Pixelopolis.City;

namespace Pixelopolis.Sim.Rendering;

/// <summary>The light at a place among the houses: those that stand towards the lamp hide it.</summary>
internal sealed class CityMapLight(SceneLight light, IReadOnlyList<Building> buildings)
{
    public Vector3 On(Vector3 point, Vector3 normal)
    {
        if (Vector3.Dot(normal, light.ToSun) <= 0) return light.On(normal, 0);
        var from = point + normal * 0.004f;
        foreach (var b in buildings)
            if (Hits(from, b)) return light.On(normal, 0);
        return light.On(normal);
    }

    // A ray against a box (Kay and Kajiya 1986).
    private bool Hits(Vector3 from, Building b)
    {
        var low = new Vector3((float)(b.X - b.Width / 2), (float)(b.Y - b.Depth / 2), 0);
        var high = new Vector3((float)(b.X + b.Width / 2), (float)(b.Y + b.Depth / 2), (float)b.Height * 0.9f);
        if (from.Z >= high.Z) return false;
        var (t0, t1) = ((low - from) / light.ToSun, (high - from) / light.ToSun);
        var (near, far) = (Vector3.Min(t0, t1), Vector3.Max(t0, t1));
        var enter = MathF.Max(near.X, MathF.Max(near.Y, near.Z));
        var leave = MathF.Min(far.X, MathF.Min(far.Y, far.Z));
        return leave > MathF.Max(enter, 0);
    }
}
