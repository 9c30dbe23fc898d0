namespace Pixelopolis.Lab.Drive;

/// <summary>What sees signs, cars and obstacles for the cars of a session.</summary>
internal enum SightKind
{
    /// <summary>Nothing: encoders, lanes and stop lines alone.</summary>
    None,

    /// <summary>The simulator's truth with a detector's errors: an experiment.</summary>
    Geometric,

    /// <summary>The detector on rendered frames.</summary>
    Camera,
}
