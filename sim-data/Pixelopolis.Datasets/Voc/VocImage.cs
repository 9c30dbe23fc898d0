namespace Pixelopolis.Datasets.Voc;

/// <summary>Pixels; left and top belong to it, right and bottom do not (labelImg's <c>xmin</c>, <c>ymin</c>, <c>xmax</c>, <c>ymax</c>).</summary>
public readonly record struct VocBox(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;
    public int Height => Bottom - Top;
}

/// <summary>Something in a picture. A name no model knows is kept as it is.</summary>
/// <param name="Difficult">Neither found nor missed counts against a detector, and nobody trains on it.</param>
/// <param name="Truncated">Not all of it is in the picture.</param>
/// <param name="Pose">As labelled; <c>Unspecified</c> where nobody said.</param>
public sealed record VocObject(string Name, VocBox Box, bool Difficult = false, bool Truncated = false, string Pose = VocObject.Unspecified)
{
    public const string Unspecified = "Unspecified";
}

/// <summary>A labelled picture: where it is, its pixels across and down, and what it shows.</summary>
public sealed record VocImage(string Path, int Width, int Height, IReadOnlyList<VocObject> Objects);

/// <summary>What a picture is for.</summary>
public enum VocSplit { Train, Validation, Test }
