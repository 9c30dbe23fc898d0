using System.Numerics;
using Pixelopolis.City.Geometry;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Rendering;

/// <summary>Things people leave on a table.</summary>
internal static class ClutterModels
{
    public static Mesh At(Pose place, ref Dice dice, out bool isBox)
    {
        var colour = dice.Colour(new(0.05f), new(0.7f), 0.8f);
        var kind = dice.Below(11);
        isBox = kind == 5;
        var mesh = kind switch
        {
            0 => ThingModels.Mug(colour),
            1 => ThingModels.Duck(),
            2 => ThingModels.Can(colour),
            3 => ThingModels.Teddy(),
            4 => ThingModels.Blocks(),
            5 => ThingModels.CardboardBox(),
            6 => Plant(ref dice),
            7 => Pencils(ref dice),
            8 => Laptop(),
            _ => Books(ref dice),
        };
        return Moved(mesh, place);
    }

    private static Mesh Moved(Mesh mesh, Pose to)
    {
        var place = Matrix4x4.CreateRotationZ((float)to.Theta) * Matrix4x4.CreateTranslation((float)to.X, (float)to.Y, 0);
        var vertices = Array.ConvertAll(mesh.Vertices, v => v with { Position = Vector3.Transform(v.Position, place), Normal = Vector3.TransformNormal(v.Normal, place) });
        return new Mesh(vertices, mesh.Faces, mesh.Textures, mesh.Parts);
    }

    private static Mesh Books(ref Dice dice)
    {
        var mesh = new MeshBuilder();
        var z = 0f;
        for (var k = 1 + dice.Below(4); k > 0; k--)
        {
            var (w, d, h) = (dice.Between(0.06f, 0.09f), dice.Between(0.045f, 0.065f), dice.Between(0.012f, 0.03f));
            var cover = dice.Colour(new(0.04f), new(0.55f), 0.8f);
            mesh.At(dice.Between(-0.008f, 0.008f), dice.Between(-0.008f, 0.008f), z, dice.Between(-0.3f, 0.3f));
            mesh.Box(new(-w, -d, 0), new(w, d, 0.0025f), cover).Box(new(-w + 0.003f, -d + 0.003f, 0.0025f), new(w - 0.001f, d - 0.003f, h - 0.0025f), new Vector3(0.72f, 0.69f, 0.60f))
                .Box(new(-w, -d, 0.0025f), new(-w + 0.003f, d, h - 0.0025f), cover * 0.8f).Box(new(-w, -d, h - 0.0025f), new(w, d, h), cover);
            z += h;
        }
        return mesh.Build();
    }

    private static Mesh Plant(ref Dice dice)
    {
        var mesh = new MeshBuilder().Column(new(0, 0, 0), new(0, 0, 0.085f), 0.038f, 0.052f, 18, dice.Of(new Vector3(0.42f, 0.17f, 0.09f), new Vector3(0.65f), new Vector3(0.12f, 0.16f, 0.2f)), null, new Vector3(0.05f, 0.035f, 0.025f));
        for (var k = 0; k < 11; k++)
        {
            var (sin, cos) = MathF.SinCos(k * 2.4f);
            var reach = dice.Between(0.02f, 0.055f);
            mesh.Ball(new(reach * cos, reach * sin, 0.10f + dice.Between(0f, 0.085f)), new(0.030f, 0.030f, 0.024f), dice.Colour(new(0.03f, 0.10f, 0.02f), new(0.10f, 0.26f, 0.06f)), 8, 5);
        }
        return mesh.Build();
    }

    private static Mesh Pencils(ref Dice dice)
    {
        var mesh = new MeshBuilder();
        for (var k = 0; k < 4; k++)
        {
            var colour = dice.Of(new Vector3(0.75f, 0.5f, 0.03f), new Vector3(0.6f, 0.05f, 0.04f), new Vector3(0.05f, 0.25f, 0.55f), new Vector3(0.06f, 0.4f, 0.12f));
            mesh.At(0, (k - 1.5f) * 0.014f, 0, dice.Between(-0.25f, 0.25f));
            mesh.Column(new(-0.085f, 0, 0.004f), new(0.070f, 0, 0.004f), 0.004f, 0.004f, 6, colour)
                .Column(new(0.070f, 0, 0.004f), new(0.085f, 0, 0.004f), 0.004f, 0, 6, new Vector3(0.62f, 0.45f, 0.28f));
        }
        return mesh.Build();
    }

    private static Mesh Laptop()
    {
        var metal = new Vector3(0.40f, 0.41f, 0.42f);
        var mesh = new MeshBuilder().Box(new(-0.105f, -0.15f, 0), new(0.105f, 0.15f, 0.012f), metal).Box(new(-0.085f, -0.135f, 0.012f), new(0.02f, 0.135f, 0.0125f), new Vector3(0.03f));
        // The lid leans back from the hinge behind the keys; its screen is lit.
        Vector3 a = new(-0.105f, -0.15f, 0.012f), b = new(-0.105f, 0.15f, 0.012f), c = new(-0.155f, 0.15f, 0.205f), d = new(-0.155f, -0.15f, 0.205f);
        var back = new Vector3(-0.006f, 0, 0);
        return mesh.Part().Face(new Vector3(0.16f, 0.30f, 0.46f), a, b, c, d).Face(metal, b + back, a + back, d + back, c + back).Build();
    }
}
