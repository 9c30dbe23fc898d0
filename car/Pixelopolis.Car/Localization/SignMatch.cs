namespace Pixelopolis.Car.Localization;

/// <summary>What a sign that was seen says about where the car believes it is.</summary>
public enum SignMatch
{
    /// <summary>A sign of that class hangs there: the place was corrected by it.</summary>
    Taken,

    /// <summary>Two signs of that class are as likely, or two classes for that sign: nothing was learned.</summary>
    Ambiguous,

    /// <summary>A sign of that class hangs nearby, farther off than the believed error allows: the error was believed too small and is so no more.</summary>
    Near,

    /// <summary>A sign hangs there, of another class: most likely misread.</summary>
    Misread,

    /// <summary>No sign hangs anywhere near.</summary>
    Surprising,
}
