namespace Pixelopolis.Training.Optimizing;

/// <summary>The learning rate's course: a short warm-up, then half a cosine down to a hundredth.</summary>
public static class CosineSchedule
{
    private const double WarmUpShare = 0.03;
    private const double Floor = 0.01;

    /// <param name="progress">Of the whole run, 0 to 1.</param>
    /// <param name="peak">The highest learning rate.</param>
    public static double LearningRate(double progress, double peak)
    {
        progress = Math.Clamp(progress, 0, 1);
        if (progress < WarmUpShare) return peak * (Floor + (1 - Floor) * progress / WarmUpShare);
        var fall = (progress - WarmUpShare) / (1 - WarmUpShare);
        return peak * (Floor + (1 - Floor) * 0.5 * (1 + Math.Cos(Math.PI * fall)));
    }

    /// <summary>
    /// The epochs that fit into the time: those wanted, or fewer once the epochs done show that the rest would not fit. While they fit, the
    /// clock has no influence on the result.
    /// </summary>
    public static int EpochsThatFit(int wanted, int done, double elapsedSeconds, double minutes)
    {
        if (done == 0) return wanted;
        var fit = (int)(minutes * 60 / (elapsedSeconds / done));
        return Math.Clamp(fit, done, wanted);
    }
}
