namespace Pixelopolis.Training.Detector;

/// <summary>What of the network's many answers becomes a detection: the same numbers in the exported graph and in <see cref="DetectorDecoder"/>.</summary>
public static class DetectorSuppression
{
    /// <summary>Answers (an anchor's score for one class) that are looked at, the best first.</summary>
    public const int Candidates = 128;

    /// <summary>Detections given at most.</summary>
    public const int Most = 50;

    /// <summary>Of two boxes of one class that overlap more (intersection over union), the better one stays.</summary>
    public const float Overlap = 0.6f;

    /// <summary>Lower scores are nothing.</summary>
    public const float LeastScore = 0.01f;

    /// <summary>
    /// Rounds of the graph's suppression. Each settles one more link of "A suppresses B, so B does not suppress C…"; eight were too few for
    /// a hardly trained network's crowds of weak answers. Whether these suffice is checked on real pictures whenever a model is exported.
    /// </summary>
    public const int Rounds = 20;
}
