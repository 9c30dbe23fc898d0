namespace Pixelopolis.Lab.City;

/// <summary>A city that runs: the server's address and its programs.</summary>
internal sealed record OpenCity(Uri Address, IReadOnlyList<CityProgram> Programs);

/// <summary>One of its processes.</summary>
/// <param name="Name"><c>server</c>, or a car's serial number.</param>
/// <param name="Id">Of the process.</param>
/// <param name="Health">A car's own page; its figures are beside it at <c>/metrics</c>.</param>
internal sealed record CityProgram(string Name, int Id, Uri? Health);
