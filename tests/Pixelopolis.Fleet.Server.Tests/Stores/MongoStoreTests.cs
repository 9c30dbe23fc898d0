using MongoDB.Driver;
using Pixelopolis.Fleet.Server.Stores;
using Pixelopolis.Fleet.Server.Stores.Mongo;

namespace Pixelopolis.Fleet.Server.Tests.Stores;

/// <summary>Against the server that PIXELOPOLIS_MONGO names; each test in a database of its own, dropped after it.</summary>
public sealed class MongoStoreTests : StoreContract
{
    public const string Variable = "PIXELOPOLIS_MONGO";

    private readonly string _database = $"pixelopolis_test_{Guid.NewGuid():n}"[..32];

    private static string? Server => Environment.GetEnvironmentVariable(Variable);

    protected override IFleetStore Open()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Server), $"{Variable} is not set");
        return new MongoStore(new MongoUrlBuilder(Server) { DatabaseName = _database }.ToMongoUrl());
    }

    protected override async Task CleanAsync()
    {
        using var client = new MongoClient(Server);
        await client.DropDatabaseAsync(_database, Stop);
    }
}

public sealed class StoreChoiceTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mongodb://127.0.0.1:27017")]
    [InlineData("mongodb://user:secret@host/db?replicaSet=r")]
    public void These_can_be_used(string? address) => Assert.Null(StoreChoice.FaultOf(address));

    [Theory]
    [InlineData("postgres://host")]
    [InlineData("mongodb://")]
    [InlineData("mongodb://host:port")]
    public void These_cannot_and_say_why(string address) => Assert.NotNull(StoreChoice.FaultOf(address));

    [Fact]
    public async Task A_store_never_names_a_password()
    {
        await using var store = StoreChoice.Of("mongodb://user:secret@127.0.0.1:1/db", "");
        Assert.DoesNotContain("secret", store.Name);
        Assert.Contains("127.0.0.1:1/db", store.Name);
    }
}
