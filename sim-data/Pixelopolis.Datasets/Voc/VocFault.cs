namespace Pixelopolis.Datasets.Voc;

/// <summary>What is wrong with a labelled picture or its folder.</summary>
public enum VocFaultKind
{
    /// <summary>A folder, a label file that a list names, or the picture that a label file names is not there or cannot be read.</summary>
    Missing,

    /// <summary>Not XML, not an annotation, a number that is none, or a picture whose header cannot be read.</summary>
    Malformed,

    /// <summary>A document type definition: labels need none, and one can fill the memory or read files.</summary>
    DtdRefused,

    /// <summary>No size at all, one beyond <see cref="VocLimits"/>, or another one than the picture has.</summary>
    WrongSize,

    /// <summary>A box that is empty, inside out, or leaves its picture.</summary>
    BadBox,

    /// <summary>More objects, characters or pictures than <see cref="VocLimits"/>.</summary>
    TooMany,

    /// <summary>A picture in two lists, or twice in one.</summary>
    Overlap,

    /// <summary>A name that leads out of the data set's folder.</summary>
    OutsideFolder,
}

/// <summary>A named fault, the file it was found in, and what is wrong.</summary>
public sealed record VocFault(VocFaultKind Kind, string Path, string Message)
{
    public override string ToString() => $"{Kind}: {Path}: {Message}";
}

/// <summary>What is too much to be labels.</summary>
public static class VocLimits
{
    public const int Objects = 1000;
    public const int Side = 16_384;
    public const int Characters = 4 << 20;
    public const int Images = 1_000_000;
    public const int NameLength = 100;
}
