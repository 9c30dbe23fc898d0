using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpenCvSharp;
using Pixelopolis.Car.App.Inference;
using Pixelopolis.Car.Perception;

namespace Pixelopolis.Replay.Tests.Pictures;

/// <summary>The pictures and what the shipped model made of them. <paramref name="Model"/> is its SHA-256.</summary>
internal sealed record PictureGolden(string Model, IReadOnlyList<PictureReading> Pictures)
{
    public static string Folder { get; } = Path.Combine(Goldens.Folder, "Pictures");

    private static string File { get; } = Path.Combine(Folder, "steering.json");

    public static PictureGolden Read() => JsonSerializer.Deserialize(System.IO.File.ReadAllText(File), PictureJson.Default.PictureGolden)!;

    /// <summary>Reads every picture there is with the shipped model and writes what came of it.</summary>
    public static void Record()
    {
        using var model = ShippedModel.Load();
        var files = Directory.GetFiles(Folder, "*.jpg", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
        var golden = new PictureGolden(model.Sha256, [.. files.Select(f => PictureReading.Of(f, model))]);
        System.IO.File.WriteAllText(File, JsonSerializer.Serialize(golden, PictureJson.Default.PictureGolden) + "\n");
    }
}

/// <param name="File">Below the pictures' folder.</param>
/// <param name="Crop">SHA-256 of the model's input.</param>
/// <param name="Steering">The model's output: follow, left, straight, right.</param>
internal sealed record PictureReading(string File, string Crop, IReadOnlyList<float> Steering)
{
    public static PictureReading Of(string file, OnnxLaneModel model)
    {
        var (crop, steering) = (new byte[LaneCrop.Bytes], new float[4]);
        using var picture = Picture(file);
        var pixels = new byte[picture.Width * picture.Height * 3];
        picture.GetArray(out Vec3b[] colours);
        for (var i = 0; i < colours.Length; i++) (pixels[i * 3], pixels[i * 3 + 1], pixels[i * 3 + 2]) = (colours[i].Item2, colours[i].Item1, colours[i].Item0);
        new LaneCrop(picture.Width, picture.Height, model.Region).Read(pixels, crop);
        model.Reset();
        model.Infer(crop, steering);
        return new PictureReading(file, Convert.ToHexStringLower(SHA256.HashData(crop)), steering);
    }

    /// <summary>A picture too small for the crop is enlarged by whole numbers, each pixel repeated.</summary>
    private static Mat Picture(string file)
    {
        var picture = Cv2.ImRead(Path.Combine(PictureGolden.Folder, file), ImreadModes.Color);
        Assert.False(picture.Empty(), $"{file} is no picture");
        if (picture.Width >= LaneCrop.Width && picture.Height >= LaneCrop.Height * 4) return picture;
        using (picture) return picture.Resize(new Size(640, 480), 0, 0, InterpolationFlags.Nearest);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PictureGolden))]
internal sealed partial class PictureJson : JsonSerializerContext;
