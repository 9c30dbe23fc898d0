using CsCheck;

namespace Pixelopolis.Fleet.Contracts.Tests;

public sealed class TopicsTests
{
    [Fact]
    public void An_order_topic_reads_as_the_standard_says() =>
        Assert.Equal("uagv/v2/Pixelopolis/car-1/order", Topics.Of(Topics.Car("car-1"), VdaTopic.Order));

    [Fact]
    public void Every_topic_reads_back_to_its_car_and_kind() =>
        Gen.Select(Gen.Int[0, 5].Select(i => (VdaTopic)i), Gen.String[Gen.Char["abcXYZ019_.:-"], 1, 64]).Sample((topic, serial) =>
        {
            var car = Topics.Car(serial);
            Assert.True(Topics.TryParse(Topics.Of(car, topic), out var parsed, out var kind));
            Assert.Equal((car, topic), (parsed, kind));
        });

    [Theory]
    [InlineData("")]
    [InlineData("uagv/v2/Pixelopolis/car-1")]
    [InlineData("uagv/v2/Pixelopolis/car-1/order/more")]
    [InlineData("uagv/v3/Pixelopolis/car-1/order")]
    [InlineData("other/v2/Pixelopolis/car-1/order")]
    [InlineData("uagv/v2/Pixelopolis//order")]
    [InlineData("uagv/v2/Pixelopolis/car 1/order")]
    [InlineData("uagv/v2/Pixelopolis/car-1/Order")]
    [InlineData("uagv/v2/+/+/order")]
    public void Anything_else_is_no_topic(string topic) => Assert.False(Topics.TryParse(topic, out _, out _));

    [Fact]
    public void Only_connection_and_factsheet_are_retained() =>
        Assert.Equal([VdaTopic.Connection, VdaTopic.Factsheet], Topics.Table.Where(r => r.Retain).Select(r => r.Topic));

    [Fact]
    public void The_table_lists_each_topic_at_its_own_place() =>
        Assert.All(Topics.Table, rule => Assert.Same(rule, Topics.Rule(rule.Topic)));

    [Fact]
    public void A_car_that_cannot_stand_in_a_topic_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => Topics.Of(Topics.Car("car/1"), VdaTopic.State));
}
