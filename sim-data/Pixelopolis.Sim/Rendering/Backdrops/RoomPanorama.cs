using System.Numerics;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering.Backdrops;

/// <summary>A room around the table: a living room, an office or an exhibition hall. Its window wall, or its stage, faces +x.</summary>
internal sealed class RoomPanorama : IPanorama
{
    private const float Eye = 0.87f; // the table's height and the car's camera, metres above the floor

    private readonly NoiseTile _noise;
    private readonly RoomStyle _style;
    private readonly RoomWalls _walls;
    private readonly RoomThing[] _things;
    private readonly float _x0, _x1, _y0, _y1, _ceiling;

    public RoomPanorama(Appearance look)
    {
        var dice = Dice.For(look.Seed, "room");
        _style = RoomStyle.Of(look.Surroundings, ref dice);
        _noise = new NoiseTile(dice);
        var hall = look.Surroundings == Surroundings.Hall;
        _x1 = hall ? dice.Between(7f, 11f) : dice.Between(3.3f, 4.8f);
        _x0 = -(hall ? dice.Between(6f, 10f) : dice.Between(3.4f, 5.2f));
        _y1 = hall ? dice.Between(6f, 9f) : dice.Between(3f, 4.2f);
        _y0 = -(hall ? dice.Between(6f, 9f) : dice.Between(3f, 4.2f));
        _ceiling = (hall ? 4.6f : 2.6f) - Eye;
        _walls = new RoomWalls(_style, _noise);
        _things = RoomThing.Scatter(_style, new Vector2(_x0, _y0), new Vector2(_x1, _y1), Eye, ref dice);
    }

    public Vector3 At(Vector3 d)
    {
        // The inside of a box: the nearest wall along the direction.
        var tx = (d.X > 0 ? _x1 : _x0) / (MathF.Abs(d.X) < 1e-5f ? 1e-5f : d.X);
        var ty = (d.Y > 0 ? _y1 : _y0) / (MathF.Abs(d.Y) < 1e-5f ? 1e-5f : d.Y);
        var tz = (d.Z > 0 ? _ceiling : -Eye) / (MathF.Abs(d.Z) < 1e-5f ? 1e-5f : d.Z);
        var t = MathF.Min(tx, MathF.Min(ty, tz));
        Vector3? thing = null;
        foreach (var candidate in _things)
            if (candidate.Hit(d, t, out var near, out var colour)) (t, thing) = (near, colour);
        if (thing is { } seen) return seen;
        var p = d * t;
        var height = p.Z + Eye;
        if (t == tz) return d.Z > 0 ? Ceiling(p) : Floor(p);
        var wall = t == tx ? d.X > 0 ? 0 : 2 : d.Y > 0 ? 1 : 3;
        var (along, wide) = wall switch { 0 => (p.Y - _y0, _y1 - _y0), 2 => (_y1 - p.Y, _y1 - _y0), 1 => (_x1 - p.X, _x1 - _x0), _ => (p.X - _x0, _x1 - _x0) };
        var light = 0.72f + 0.38f * p.X / _x1; // brighter towards the windows
        return _walls.At(wall, along, height, wide, _ceiling + Eye, d) * (wall == 0 ? 1 : light) * Corner(along, wide, height);
    }

    // Where walls meet it is a little darker.
    private static float Corner(float along, float wide, float height)
    {
        var near = MathF.Min(MathF.Min(along, wide - along), height);
        return 1 - 0.25f * MathF.Exp(-near * 4);
    }

    private Vector3 Floor(Vector3 p)
    {
        var light = 0.55f + 0.35f * Math.Clamp(p.X / _x1, -1, 1);
        var c = _style.Floor;
        if (_style.Boards)
        {
            var board = MathF.Floor(p.Y / 0.13f);
            c *= (p.Y / 0.13f - board < 0.05f ? 0.5f : 1) * (1 + 0.16f * _noise.Raw((int)board, (int)MathF.Floor(p.X / 1.3f + board * 0.37f)) + 0.08f * _noise.At(p.X * 3, p.Y * 40));
        }
        else c *= 1 + 0.10f * _noise.Fractal(p.X * 5, p.Y * 5, 4);
        // The table's own shadow, and light that falls in.
        var under = MathF.Exp(-(p.X * p.X + p.Y * p.Y) * 0.06f);
        return c * light * (1 - 0.35f * under);
    }

    private Vector3 Ceiling(Vector3 p)
    {
        if (_style.Spots)
        {
            var (x, y) = (p.X - MathF.Round(p.X / 1.6f) * 1.6f, p.Y - MathF.Round(p.Y / 1.6f) * 1.6f);
            var spot = x * x + y * y;
            return _style.Ceiling + new Vector3(5f, 4.6f, 4.0f) * MathF.Exp(-spot * 220) + _style.Accent * 0.06f;
        }
        if (_style.Panels)
        {
            var (x, y) = (MathF.Abs(p.X - MathF.Round(p.X / 1.8f) * 1.8f), MathF.Abs(p.Y - MathF.Round(p.Y / 1.8f) * 1.8f));
            if (x < 0.3f && y < 0.3f) return new Vector3(2.4f, 2.45f, 2.5f);
            var (gx, gy) = (p.X / 0.6f - MathF.Floor(p.X / 0.6f), p.Y / 0.6f - MathF.Floor(p.Y / 0.6f));
            return _style.Ceiling * (gx < 0.03f || gy < 0.03f ? 0.8f : 1);
        }
        var lamp = p.X * p.X + p.Y * p.Y;
        return lamp < 0.06f ? new Vector3(2.6f, 2.4f, 2.0f) : _style.Ceiling * (0.8f + 0.2f * MathF.Exp(-lamp * 0.5f));
    }
}
