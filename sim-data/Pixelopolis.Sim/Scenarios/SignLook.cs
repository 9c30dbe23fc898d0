namespace Pixelopolis.Sim.Scenarios;

/// <summary>Whose hand drew the signs, and what happened to them since. No seed of one family is a seed of another.</summary>
/// <remarks>
/// Held out, besides all the seeds. Only validation has: the plain typeface, the round-headed arrows, the third walker, rust. Only test has: the
/// typeface with heavy serifs, the arrows with swept heads, the bus seen from ahead, flaking paint. Training has none of these.
/// </remarks>
public enum SignFamily { Training, Validation, Test }

/// <summary>How a world's signs look: a family and a seed.</summary>
public sealed record SignLook(SignFamily Family, ulong Seed);
