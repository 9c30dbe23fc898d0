namespace Pixelopolis.Lab.Drive;

/// <summary>What drives the cars of a session: the real thing, or one of the experiments it is compared with.</summary>
internal enum EyeKind
{
    /// <summary>Rendered frames, the lane model, the stop line detector.</summary>
    Camera,

    /// <summary>The lens is covered: black frames.</summary>
    Covered,

    /// <summary>The model always says straight on.</summary>
    StraightOn,

    /// <summary>No model: the map's curvature from the encoders' place alone.</summary>
    MapOnly,

    /// <summary>The simulator's truth where paint lies inside the crop: what a perfect model could do.</summary>
    Geometric,
}
