using System.Numerics;

namespace Pixelopolis.Sim.Rendering;

/// <summary>A visitor's hand on the road, the palm's middle at the origin, fingers forward, the arm up and back.</summary>
internal static class HandModel
{
    private static readonly uint[] Skins = [0xF2C9AC, 0xE0AC85, 0xC68A5E, 0xA56A43, 0x7A4B2E, 0x55341F];
    private static readonly uint[] Sleeves = [0x37474F, 0x8E3B46, 0x2E5E4E, 0x33508A, 0xB0A58F, 0x222222];

    public static Mesh Of(uint which)
    {
        var skin = Tone.Light(Skins[which % 6]);
        var sleeve = Tone.Light(Sleeves[which / 6 % 6]);
        var mesh = new MeshBuilder().Ball(new(0, 0, 0.016f), new(0.046f, 0.042f, 0.016f), skin, 14, 8);
        for (var k = 0; k < 4; k++)
        {
            var y = 0.030f - k * 0.0195f;
            var reach = k is 1 or 2 ? 1.08f : k == 0 ? 1f : 0.82f;
            Vector3 root = new(0.036f, y, 0.018f), middle = new(0.036f + 0.036f * reach, y * 1.12f, 0.021f), tip = new(0.036f + 0.066f * reach, y * 1.2f, 0.011f);
            mesh.Column(root, middle, 0.0105f, 0.0095f, 10, skin).Ball(middle, new(0.0097f), skin, 8, 6).Column(middle, tip, 0.0095f, 0.0078f, 10, skin)
                .Ball(tip, new(0.0079f), skin, 8, 6).Ball(tip + new Vector3(0.003f, 0, 0.0045f), new(0.005f, 0.005f, 0.0035f), skin * 0.6f + new Vector3(0.28f, 0.2f, 0.19f), 6, 4);
        }
        Vector3 thumb = new(0.012f, 0.048f, 0.015f), end = new(0.048f, 0.068f, 0.011f);
        mesh.Column(new(-0.016f, 0.030f, 0.016f), thumb, 0.014f, 0.0115f, 10, skin).Ball(thumb, new(0.0117f), skin, 8, 6).Column(thumb, end, 0.0115f, 0.009f, 10, skin).Ball(end, new(0.0092f), skin, 8, 6);
        Vector3 wrist = new(-0.060f, 0, 0.030f), arm = new(-0.17f, 0, 0.115f), shoulder = new(-0.42f, 0, 0.33f);
        mesh.Ball(new(-0.040f, 0, 0.020f), new(0.030f, 0.031f, 0.018f), skin, 12, 6).Column(new(-0.036f, 0, 0.018f), wrist, 0.027f, 0.024f, 12, skin)
            .Column(wrist, arm, 0.024f, 0.032f, 12, skin).Column(arm, shoulder, 0.042f, 0.058f, 14, sleeve, sleeve * 0.5f);
        return mesh.Build();
    }
}
