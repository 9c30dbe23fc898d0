namespace Pixelopolis.EndToEnd.Tests;

/// <summary>Whole cities run one at a time: two of them would share two cores.</summary>
[CollectionDefinition("the city", DisableParallelization = true)]
public sealed class CityCollection;
