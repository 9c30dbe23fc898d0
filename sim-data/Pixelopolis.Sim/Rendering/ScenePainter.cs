using Pixelopolis.Sim.Rendering.Backdrops;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Draws a scene from a view into its own picture: backdrop, ground, then everything that stands, row by row as asked for.</summary>
internal sealed class ScenePainter
{
    private readonly CityScene _scene;
    private readonly GroundPainter _ground;
    private readonly BackdropPainter? _backdrop;
    private readonly FaceQueue _faces;
    private readonly ActorModels _actors = new();

    /// <param name="stride">Pixels in a row, a multiple of 16.</param>
    /// <param name="aheadView">The camera at heading 0, for the backdrop; null leaves what is not the table in <paramref name="beyond"/>.</param>
    /// <param name="beyond">RGBA.</param>
    public ScenePainter(CityScene scene, int stride, int rows, View? aheadView, uint beyond = 0xFFFFFFFF)
    {
        (_scene, Stride, Rows, Beyond) = (scene, stride, rows, beyond);
        Picture = new uint[stride * rows];
        Nearness = new float[stride * rows];
        _ground = new GroundPainter(scene.Ground, stride);
        _backdrop = aheadView is { } view ? new BackdropPainter(scene.Backdrop, view, stride, rows) : null;
        _faces = new FaceQueue(new PolygonPainter(Picture, Nearness, stride));
    }

    public uint[] Picture { get; }

    /// <summary>1/depth of what covers more than half of each pixel, 1/m; 0 where only ground or backdrop does.</summary>
    public float[] Nearness { get; }
    public int Stride { get; }
    public int Rows { get; }
    private uint Beyond { get; }

    /// <summary>Rows [<paramref name="from"/>, <paramref name="to"/>): each has the same pixels whatever else is asked for.</summary>
    public void Paint(in View view, double heading, ReadOnlySpan<SceneActor> actors, int from, int to)
    {
        for (var row = from; row < to; row++)
        {
            var pixels = Picture.AsSpan(row * Stride, Stride);
            if (_ground.Aim(view, row))
            {
                if (_backdrop is null) pixels.Fill(Beyond);
                else _backdrop.Paint(heading, row, pixels);
            }
            _ground.Paint(view, pixels);
        }
        Array.Clear(Nearness, from * Stride, (to - from) * Stride);
        PaintShadows(view, actors, from, to);
        PaintThings(view, actors, from, to);
    }

    private void PaintShadows(in View view, ReadOnlySpan<SceneActor> actors, int from, int to)
    {
        _faces.Begin(view, Stride, from, to);
        foreach (var prop in _scene.Unshadowed) GroundDecals.Add(_faces, prop.Mesh, System.Numerics.Matrix4x4.Identity, _scene.Light);
        foreach (ref readonly var actor in actors)
        {
            var mesh = _actors.Of(actor);
            GroundDecals.Add(_faces, mesh, ActorModels.Place(actor, mesh), _scene.Light);
        }
        _faces.Paint();
    }

    private void PaintThings(in View view, ReadOnlySpan<SceneActor> actors, int from, int to)
    {
        _faces.Begin(view, Stride, from, to);
        foreach (var kerb in _scene.Kerbs) _faces.Add(kerb);
        foreach (var prop in _scene.Props) _faces.Add(prop);
        _scene.Grove.Add(_faces, view, _scene.Light);
        foreach (ref readonly var actor in actors)
        {
            var mesh = _actors.Of(actor);
            _faces.Add(mesh, ActorModels.Place(actor, mesh), _scene.Light);
        }
        _faces.Paint();
    }
}
