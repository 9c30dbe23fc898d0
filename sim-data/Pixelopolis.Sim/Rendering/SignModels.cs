using System.Numerics;
using Pixelopolis.City;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Signs on their poles: the plate 0.08 m across, its middle 0.12 m up.</summary>
/// <param name="look">Whose drawing and wear they have; null for the showroom's.</param>
internal sealed class SignModels(SignLook? look = null)
{
    public const float Across = (float)SignStandard.Across;
    public const float MiddleUp = (float)SignStandard.MiddleUp;
    private const float PoleRadius = 0.0028f;
    private readonly Dictionary<(SignClass, int), (Texture Front, Texture Back)> _faces = [];

    /// <param name="sign">Where it stands and what it says.</param>
    /// <param name="number">Its place in the map: each wears on its own.</param>
    /// <returns>The sign, and its plate's front alone.</returns>
    public (Mesh Whole, Mesh Plate) Of(Sign sign, int number)
    {
        var mesh = new MeshBuilder().At(sign.X, sign.Y, 0, sign.Theta);
        var metal = new Vector3(0.42f, 0.43f, 0.44f);
        mesh.Column(new(-0.004f, 0, 0), new(-0.004f, 0, MiddleUp + Across * 0.42f), PoleRadius, PoleRadius, 8, metal);
        mesh.Column(new(-0.004f, 0, 0), new(-0.004f, 0, 0.004f), 0.010f, 0.009f, 10, metal * 0.6f);
        var (front, back) = FacesOf(sign.Class, number);
        const float Half = Across / 2;
        var (low, high) = (MiddleUp - Half, MiddleUp + Half);
        var plate = new MeshBuilder { Transform = mesh.Transform };
        if (look is not null) plate.Transform = mesh.Transform = SignStyle.Tilt(look, number, new Vector3(-0.004f, 0, MiddleUp)) * mesh.Transform;
        // The face looks along +x: seen from there its left side is at −y.
        mesh.Part().Picture(front, new(0, -Half, low), new(0, Half, low), new(0, Half, high), new(0, -Half, high));
        mesh.Picture(back, new(-0.0005f, Half, low), new(-0.0005f, -Half, low), new(-0.0005f, -Half, high), new(-0.0005f, Half, high));
        plate.Part().Picture(front, new(0, -Half, low), new(0, Half, low), new(0, Half, high), new(0, -Half, high));
        return (mesh.Build(), plate.Build());
    }

    private (Texture Front, Texture Back) FacesOf(SignClass sign, int number)
    {
        var kind = look is null ? 0 : number % SignStyle.FacesOfAClass;
        if (_faces.TryGetValue((sign, kind), out var known)) return known;
        var pixels = SignArt.Draw(sign, look is null ? SignStyle.Showroom : SignStyle.Roll(look, sign, kind));
        var grey = new uint[pixels.Length];
        for (var j = 0; j < SignArt.Size; j++)
            for (var i = 0; i < SignArt.Size; i++)
                grey[j * SignArt.Size + i] = (pixels[j * SignArt.Size + SignArt.Size - 1 - i] & 0xFF000000) | 0x00A2A09E;
        return _faces[(sign, kind)] = (Texture.From(pixels, SignArt.Size, SignArt.Size, wraps: false), Texture.From(grey, SignArt.Size, SignArt.Size, wraps: false));
    }
}
