using Pixelopolis.City.Lif;
using Pixelopolis.City.Planning;

namespace Pixelopolis.City.Tests.Lif;

public sealed class LifWriterTests
{
    private static readonly DateTimeOffset Written = new(2026, 5, 4, 3, 2, 1, TimeSpan.FromHours(9));

    [Fact]
    public void What_is_written_is_read_back_as_the_same_map()
    {
        var city = DefaultCity.Build();
        var json = LifWriter.Write(city, Written);
        var reading = LifReader.Read(json);
        Assert.Empty(reading.Faults);
        var again = reading.Map!;
        Assert.Equal(city.Nodes, again.Nodes);
        Assert.Equal(city.Edges.Select(e => (e.Id, e.StartNodeId, e.EndNodeId, e.MaxSpeed, e.Length)), again.Edges.Select(e => (e.Id, e.StartNodeId, e.EndNodeId, e.MaxSpeed, e.Length)));
        foreach (var (a, b) in city.Edges.Zip(again.Edges))
        {
            Assert.Equal(a.Trajectory?.ControlPoints ?? [], b.Trajectory?.ControlPoints ?? []);
            Assert.Equal(a.Trajectory?.Knots ?? [], b.Trajectory?.Knots ?? []);
        }
        Assert.Equal(city.Signs, again.Signs);
        Assert.Equal(city.Buildings, again.Buildings);
        Assert.Equal(city.Stations.Select(s => (s.Id, s.NodeId, s.Kind)), again.Stations.Select(s => (s.Id, s.NodeId, s.Kind)));
        foreach (var (a, b) in city.Stations.Zip(again.Stations)) Assert.Equal(a.Names.OrderBy(n => n.Key), b.Names.OrderBy(n => n.Key));
        Assert.Equal(json, LifWriter.Write(again, Written));
    }

    [Fact]
    public void The_time_of_export_is_written_in_UTC() =>
        Assert.Contains("\"exportTimestamp\": \"2026-05-03T18:02:01Z\"", LifWriter.Write(DefaultCity.Build(), Written), StringComparison.Ordinal);

    [Fact]
    public void Sign_classes_and_kinds_are_written_in_the_designs_words()
    {
        Assert.Equal("stop, yield, priority_road, no_entry, speed_limit_20, speed_limit_30, turn_left_ahead, turn_right_ahead, straight_ahead, "
            + "roundabout, pedestrian_crossing, school, parking, hospital, bus_stop, traffic_signals", string.Join(", ", LifWords.Classes));
        Assert.Equal("destination, charger, parking", string.Join(", ", LifWords.Kinds));
    }
}
