using System.Numerics;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Roads;

namespace Pixelopolis.Sim.Rendering;

/// <summary>What marks a station at the roadside: a pin on a post at a destination, a column at a charger. Parking bays have their signs.</summary>
internal sealed class StationModels(CityMap map, GroundPlan plan)
{
    private static readonly uint[] Colours = [0xE4572E, 0x2E86AB, 0xF3A712, 0x5B8E7D, 0x8E5EA2, 0xD1495B, 0x3B8EA5, 0x6A994E, 0xBC4B51, 0x577590];

    public IEnumerable<Mesh> Of(Station station)
    {
        if (station.Kind == StationKind.Parking || Roadside(station) is not { } place) yield break;
        var mesh = new MeshBuilder().At(place.X, place.Y, 0, place.Theta);
        if (station.Kind == StationKind.Charger) Charger(mesh);
        else Pin(mesh, Tone.Light(Colours[Index(station) % Colours.Length]));
        yield return mesh.Build();
    }

    private int Index(Station station)
    {
        for (var k = 0; k < map.Stations.Count; k++)
            if (ReferenceEquals(map.Stations[k], station)) return k;
        return 0;
    }

    // The first free place beside the station's node, to the right before to the left; it looks at the road.
    private Pose? Roadside(Station station)
    {
        if (map.Into(station.NodeId) is not [var edge, ..]) return null;
        var node = edge.Curve.End;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            for (var off = map.LaneWidth / 2 + RoadShape.Shoulder + 0.025; off < map.LaneWidth * 0.9; off += 0.01)
            {
                var (x, y) = node.Ahead(0.02, side * off);
                if (plan.Road.Inside.At(x, y) > -0.04 || map.Signs.Any(s => Math.Abs(s.X - x) < 0.05 && Math.Abs(s.Y - y) < 0.05)) continue;
                return new Pose(x, y, Angle.Wrap(node.Theta - side * Math.PI / 2));
            }
        return null;
    }

    // A drop standing on its tip, as maps mark a place.
    private static void Pin(MeshBuilder mesh, Vector3 colour)
    {
        mesh.Column(new(0, 0, 0), new(0, 0, 0.005f), 0.013f, 0.011f, 12, new Vector3(0.2f));
        mesh.Column(new(0, 0, 0.005f), new(0, 0, 0.070f), 0.0022f, 0.0022f, 6, new Vector3(0.35f));
        mesh.Column(new(0, 0, 0.068f), new(0, 0, 0.094f), 0, 0.0185f, 16, colour, null, colour);
        mesh.Ball(new(0, 0, 0.101f), new(0.0205f), colour, 16, 10);
        mesh.Ball(new(0.0135f, 0, 0.103f), new(0.0085f, 0.0105f, 0.0105f), new Vector3(0.8f), 12, 6);
    }

    private static void Charger(MeshBuilder mesh)
    {
        Vector3 white = new(0.72f), green = new(0.05f, 0.42f, 0.14f), dark = new(0.03f);
        mesh.Box(new(-0.014f, -0.020f, 0), new(0.014f, 0.020f, 0.012f), dark * 2);
        mesh.Box(new(-0.011f, -0.017f, 0.012f), new(0.011f, 0.017f, 0.105f), white, green);
        mesh.Box(new(0.011f, -0.014f, 0.072f), new(0.0118f, 0.014f, 0.096f), new Vector3(0.05f, 0.12f, 0.10f));
        // A bolt of lightning below the screen.
        const float X = 0.0122f;
        mesh.Face(green, new(X, -0.002f, 0.064f), new(X, -0.009f, 0.044f), new(X, 0.003f, 0.047f)).Face(green, new(X, 0.002f, 0.026f), new(X, 0.009f, 0.046f), new(X, -0.003f, 0.043f));
        for (var k = 0; k < 5; k++) // the cable
        {
            var (a, b) = (MathF.PI * k / 5, MathF.PI * (k + 1) / 5);
            mesh.Column(new(0, 0.017f + 0.010f * MathF.Sin(a), 0.07f - 0.05f * k / 5), new(0, 0.017f + 0.010f * MathF.Sin(b), 0.07f - 0.05f * (k + 1) / 5), 0.0022f, 0.0022f, 5, dark);
        }
    }
}
