using System.Text.Json;

namespace Pixelopolis.Car.App.Inference;

/// <summary>What of a model's card (<c>NAME.card.json</c> beside <c>NAME.onnx</c>) the car wants to know; the rest is for people.</summary>
/// <param name="ModelSha256">Of the file the card was written for, lower-case hexadecimal.</param>
public sealed record ModelCard(string Name, string ModelSha256, string? Trainer, DateTimeOffset? Created)
{
    private const long MostBytes = 4 << 20;

    public static string PathFor(string model) => Path.ChangeExtension(model, ".card.json");

    /// <returns>The card, or why it cannot be read; neither when there is none.</returns>
    public static (ModelCard? Card, string? Fault) For(string model)
    {
        var path = PathFor(model);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) return (null, null);
            if (file.Length > MostBytes) return (null, $"{path}: {file.Length} bytes; a card has at most {MostBytes}");
            using var card = JsonDocument.Parse(File.ReadAllText(path));
            var root = card.RootElement;
            if (Text(root, "name") is not { } name) return (null, $"{path}: it has no 'name'");
            if (Text(root, "modelSha256") is not { } sha256) return (null, $"{path}: it has no 'modelSha256'");
            return (new ModelCard(name, sha256, Text(root, "trainer"), Text(root, "created") is { } made && DateTimeOffset.TryParse(made, null, out var at) ? at : null), null);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return (null, $"{path}: {e.Message}");
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
