using System.Numerics;
using Pixelopolis.City;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Signs on their poles: the plate 0.08 m across, its middle 0.12 m up.</summary>
internal sealed class SignModels
{
    public const float Across = 0.08f;
    public const float MiddleUp = 0.12f;
    private const float PoleRadius = 0.0028f;
    private readonly Dictionary<SignClass, (Texture Front, Texture Back)> _faces = [];

    public Mesh Of(Sign sign)
    {
        var mesh = new MeshBuilder().At(sign.X, sign.Y, 0, sign.Theta);
        var metal = new Vector3(0.42f, 0.43f, 0.44f);
        mesh.Column(new(-0.004f, 0, 0), new(-0.004f, 0, MiddleUp + Across * 0.42f), PoleRadius, PoleRadius, 8, metal);
        mesh.Column(new(-0.004f, 0, 0), new(-0.004f, 0, 0.004f), 0.010f, 0.009f, 10, metal * 0.6f);
        var (front, back) = FacesOf(sign.Class);
        const float Half = Across / 2;
        var (low, high) = (MiddleUp - Half, MiddleUp + Half);
        // The face looks along +x: seen from there its left side is at −y.
        mesh.Part().Picture(front, new(0, -Half, low), new(0, Half, low), new(0, Half, high), new(0, -Half, high));
        mesh.Picture(back, new(-0.0005f, Half, low), new(-0.0005f, -Half, low), new(-0.0005f, -Half, high), new(-0.0005f, Half, high));
        return mesh.Build();
    }

    private (Texture Front, Texture Back) FacesOf(SignClass sign)
    {
        if (_faces.TryGetValue(sign, out var known)) return known;
        var pixels = SignArt.Draw(sign);
        var grey = new uint[pixels.Length];
        for (var j = 0; j < SignArt.Size; j++)
            for (var i = 0; i < SignArt.Size; i++)
                grey[j * SignArt.Size + i] = (pixels[j * SignArt.Size + SignArt.Size - 1 - i] & 0xFF000000) | 0x00A2A09E;
        return _faces[sign] = (Texture.From(pixels, SignArt.Size, SignArt.Size, wraps: false), Texture.From(grey, SignArt.Size, SignArt.Size, wraps: false));
    }
}
