namespace Pixelopolis.Fleet.Server.Http;

/// <summary>Ids that sort by their time of birth and are never given twice; letters and digits only, as VDA 5050 likes them.</summary>
public sealed class Ids : IIdSource
{
    public string Next(string kind) => $"{kind}-{Guid.CreateVersion7():n}";

    public static string NewBooking() => $"b{Guid.CreateVersion7():n}";
}
