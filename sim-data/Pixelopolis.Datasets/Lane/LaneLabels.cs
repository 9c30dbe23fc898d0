using Pixelopolis.City;

namespace Pixelopolis.Datasets.Lane;

/// <summary>The steering to be learned for each intent, −1 (full left) to +1 (full right); NaN where the frame says nothing about that intent.</summary>
public readonly record struct LaneLabels(float Follow, float Left, float Straight, float Right)
{
    /// <summary>The number of intents, and of the model's outputs.</summary>
    public const int Count = 4;

    public static readonly LaneLabels None = new(float.NaN, float.NaN, float.NaN, float.NaN);

    public float this[int head] => head switch { 0 => Follow, 1 => Left, 2 => Straight, 3 => Right, _ => throw new ArgumentOutOfRangeException(nameof(head)) };

    public float this[Intent intent] => this[(int)intent];

    /// <summary>Labels that say something about one intent only.</summary>
    public static LaneLabels For(Intent intent, float steering) => None.With(intent, steering);

    /// <summary>The same labels with one intent's steering set.</summary>
    public LaneLabels With(Intent intent, float steering) => intent switch
    {
        Intent.Follow => this with { Follow = steering },
        Intent.Left => this with { Left = steering },
        Intent.Straight => this with { Straight = steering },
        _ => this with { Right = steering },
    };

    /// <summary>What is wrong with these labels, or null: each is NaN or within ±1, and at least one is given.</summary>
    public string? Fault()
    {
        var given = 0;
        for (var head = 0; head < Count; head++)
        {
            var value = this[head];
            if (float.IsNaN(value)) continue;
            if (value is < -1 or > 1) return $"steering for {(Intent)head} is {value}; it must lie within -1 and 1, or be NaN where it does not apply";
            given++;
        }
        return given == 0 ? "no intent has a label" : null;
    }
}
