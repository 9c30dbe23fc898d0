using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Live;

namespace Pixelopolis.Fleet.Server.Tests.Http;

public sealed class LiveBoardTests
{
    private static readonly CarView Seen = new("car-1", "Pixelopolis", CarActivity.Ready, X: 1, Y: 2, Theta: 0.5, Battery: 90);
    private readonly LiveBoard _board = new(new EventHub(10));

    [Fact]
    public void A_car_that_is_gone_is_shown_where_it_was_last_seen()
    {
        _board.Show(Seen);
        _board.Show(new CarView("car-1", "Pixelopolis", CarActivity.Offline));
        Assert.Equal((CarActivity.Offline, 1.0, 2.0, 90.0), (_board.Car("car-1")!.State, _board.Car("car-1")!.X, _board.Car("car-1")!.Y, _board.Car("car-1")!.Battery));
    }

    [Fact]
    public void A_car_that_is_back_and_does_not_know_where_it_is_is_shown_nowhere()
    {
        _board.Show(Seen);
        _board.Show(new CarView("car-1", "Pixelopolis", CarActivity.NotLocalized));
        Assert.Null(_board.Car("car-1")!.X);
    }

    [Fact]
    public async Task A_pose_that_comes_while_the_fleet_decides_takes_nothing_back()
    {
        using var stop = new CancellationTokenSource();
        _board.Show(Seen);
        var moving = Task.Run(() =>
        {
            for (var x = 0; !stop.IsCancellationRequested; x++) _board.Move("car-1", x, 0, 0, 0.3);
        }, TestContext.Current.CancellationToken);
        for (var n = 0; n < 20_000; n++)
        {
            _board.Show(Seen with { BookingId = $"b{n}" });
            Assert.Equal($"b{n}", _board.Car("car-1")!.BookingId);
        }
        await stop.CancelAsync();
        await moving;
    }

    [Fact]
    public async Task A_car_that_is_removed_and_comes_back_is_told_in_that_order()
    {
        var hub = new EventHub(10);
        var board = new LiveBoard(hub);
        using var listener = hub.Listen(_ => true)!;
        board.Show(Seen);
        board.Remove("car-1");
        Assert.Empty(board.Cars);
        board.Move("car-1", 3, 2, 0.5, 0);
        Assert.Empty(board.Cars);
        board.Show(Seen with { X = 4 });
        var news = await listener.TakeAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.Equal([EventNames.CarGone, EventNames.Car], news.Select(happened => happened.Name));
    }

    [Fact]
    public async Task A_slow_listener_gets_the_newest_of_each_thing_only()
    {
        var hub = new EventHub(10);
        var board = new LiveBoard(hub);
        using var listener = hub.Listen(_ => true)!;
        for (var x = 0; x < 1000; x++)
        {
            board.Show(Seen with { X = x });
            board.Show(Seen with { Serial = "car-2", X = -x });
        }
        var news = await listener.TakeAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.Equal([999.0, -999.0], news.Select(happened => ((CarView)happened.Value).X!.Value));
    }
}
