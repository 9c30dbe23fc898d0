using Pixelopolis.City;
using Pixelopolis.Sim.Rendering;
using Pixelopolis.Sim.Scenarios;

namespace Pixelopolis.Sim.Tests.Rendering;

public sealed class SignArtTests
{
    [Fact]
    public void All_sixteen_signs_differ()
    {
        var faces = Enum.GetValues<SignClass>().Select(SignArt.Draw).ToArray();
        Assert.Equal(16, faces.Length);
        for (var a = 0; a < faces.Length; a++)
            for (var b = 0; b < a; b++)
                Assert.True(faces[a].Zip(faces[b]).Count(p => p.First != p.Second) > SignArt.Size * SignArt.Size / 50, $"{(SignClass)a} and {(SignClass)b} look alike");
    }

    [Theory]
    [InlineData(SignClass.Stop, 0xC1121F)]
    [InlineData(SignClass.NoEntry, 0xC1121F)]
    [InlineData(SignClass.PriorityRoad, 0xF9C80E)]
    [InlineData(SignClass.TurnLeftAhead, 0x0B4EA2)]
    [InlineData(SignClass.Parking, 0x0B4EA2)]
    [InlineData(SignClass.SpeedLimit30, 0xF4F4F0)]
    public void A_sign_has_its_colour(SignClass sign, int rgb)
    {
        var wanted = ((uint)rgb & 0xFF) << 16 | ((uint)rgb & 0xFF00) | (uint)rgb >> 16;
        Assert.True(SignArt.Draw(sign).Count(p => (p & 0xFFFFFF) == wanted && p >> 24 == 255) > SignArt.Size * SignArt.Size / 6);
    }

    [Fact]
    public void Left_is_right_in_the_mirror()
    {
        var (left, right) = (SignArt.Draw(SignClass.TurnLeftAhead), SignArt.Draw(SignClass.TurnRightAhead));
        var same = 0;
        for (var j = 0; j < SignArt.Size; j++)
            for (var i = 0; i < SignArt.Size; i++)
                if (Math.Abs((int)(left[j * SignArt.Size + i] & 255) - (int)(right[j * SignArt.Size + SignArt.Size - 1 - i] & 255)) < 100) same++;
        Assert.True(same > SignArt.Size * SignArt.Size * 0.97);
    }

    [Fact]
    public void Signs_of_one_class_are_drawn_and_worn_differently_and_those_of_two_classes_stay_apart()
    {
        foreach (var family in Enum.GetValues<SignFamily>())
        {
            var look = new SignLook(family, 77);
            var faces = Enum.GetValues<SignClass>().Select(c => SignArt.Draw(c, SignStyle.Roll(look, c, 0))).ToArray();
            Assert.NotEqual(faces[0], SignArt.Draw(SignClass.Stop, SignStyle.Roll(look, SignClass.Stop, 1)));
            Assert.NotEqual(faces[0], SignArt.Draw(SignClass.Stop, SignStyle.Roll(look with { Seed = 78 }, SignClass.Stop, 0)));
            Assert.Equal(faces[0], SignArt.Draw(SignClass.Stop, SignStyle.Roll(look, SignClass.Stop, 0)));
            for (var a = 0; a < faces.Length; a++)
                for (var b = 0; b < a; b++) Assert.True(faces[a].Zip(faces[b]).Count(p => p.First != p.Second) > SignArt.Size * SignArt.Size / 50);
        }
    }

    [Fact]
    public void What_is_held_out_for_validation_and_test_never_occurs_in_training()
    {
        var (train, validation, test) = (Styles(SignFamily.Training), Styles(SignFamily.Validation), Styles(SignFamily.Test));
        Assert.Equal([OpenCvSharp.HersheyFonts.HersheyPlain], validation.Select(s => s.Font).Except(train.Concat(test).Select(s => s.Font)));
        Assert.Equal([OpenCvSharp.HersheyFonts.HersheyTriplex], test.Select(s => s.Font).Except(train.Concat(validation).Select(s => s.Font)));
        Assert.Equal((ArrowHead.Plain, ArrowHead.Round, ArrowHead.Swept), (train.Max(s => s.Arrow), validation.Max(s => s.Arrow), test.Max(s => s.Arrow)));
        Assert.Equal((1, 2, 1), (train.Max(s => s.Walker), validation.Max(s => s.Walker), test.Max(s => s.Walker)));
        Assert.Equal((1, 1, 2), (train.Max(s => s.Bus), validation.Max(s => s.Bus), test.Max(s => s.Bus)));
        Assert.Equal((false, true, false), (train.Exists(s => s.Rust > 0), validation.Exists(s => s.Rust > 0), test.Exists(s => s.Rust > 0)));
        Assert.Equal((false, false, true), (train.Exists(s => s.Flaking > 0), validation.Exists(s => s.Flaking > 0), test.Exists(s => s.Flaking > 0)));

        static List<SignStyle> Styles(SignFamily family) =>
            [.. from seed in Enumerable.Range(0, 40) from c in Enum.GetValues<SignClass>() select SignStyle.Roll(new SignLook(family, (ulong)seed), c, 0)];
    }

    [Fact]
    public void A_plate_ends_at_its_outline()
    {
        var stop = SignArt.Draw(SignClass.Stop);
        Assert.Equal(0u, stop[0] >> 24);
        Assert.Equal(255u, stop[SignArt.Size / 2 * SignArt.Size + SignArt.Size / 2] >> 24);
    }

    [Fact]
    public void The_roundabouts_arrows_go_round_anticlockwise()
    {
        var face = SignArt.Draw(SignClass.Roundabout);
        // An arrow's head is wider than its tail: along the ring, each run of white must widen where it ends anticlockwise.
        Assert.True(WhiteAcross(face, 90 - 8) > 1.5 * WhiteAcross(face, 90 + 70));
        Assert.True(WhiteAcross(face, 210 - 8) > 1.5 * WhiteAcross(face, 210 + 70));

        // Degrees clockwise from the right, as a picture's are.
        static int WhiteAcross(uint[] face, double degrees)
        {
            var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
            return Enumerable.Range(10, 90).Count(k =>
            {
                var (x, y) = ((int)(64 + 64 * k / 100.0 * cos), (int)(64 + 64 * k / 100.0 * sin));
                return (face[y * SignArt.Size + x] & 255) > 160;
            });
        }
    }
}
