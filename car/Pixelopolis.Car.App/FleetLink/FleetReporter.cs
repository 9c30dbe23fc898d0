using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.Localization;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Reporting;
using Pixelopolis.City;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Vda5050;
using Pixelopolis.Motor.Serial;

namespace Pixelopolis.Car.App.FleetLink;

/// <summary>What the reporter looks at: the drive loop's newest turn, where its mail goes, the desk's orders, and what is known besides.</summary>
public sealed record ReportedCar(CarAddress Address, CityMap Map, DriveOptions Drive, FactsheetMessage Factsheet,
    Newest<DriveReport> Report, Mailbox Mail, OrderDesk Desk, Func<CarConditions> Conditions);

/// <summary>How the link to the fleet is.</summary>
public readonly record struct FleetLinkHealth(bool Connected, string? Complaint, long Connects, long StatesSent, long MailRefused);

/// <summary>
/// Keeps the car in the fleet: connects, and connects again with growing patience; sends states, visualizations and the factsheet when
/// they are due. It looks at the drive loop twenty times a second and never holds it up; without a broker the car drives on to the
/// end of its base.
/// </summary>
public sealed class FleetReporter(MqttAddress broker, MqttCredentials? credentials, ReportedCar car, ReportIntervals intervals, TimeProvider time, Action<string>? say = null)
    : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(8);
    private readonly StateSchedule _schedule = new(intervals);
    private readonly FleetConnection _connection = new(broker, credentials, car.Address, car.Mail, time);
    private string? _complaint;
    private long _connects, _states;
    private int _factsheets;

    public FleetLinkHealth Health =>
        new(_connection.IsConnected, Volatile.Read(ref _complaint), Interlocked.Read(ref _connects), Interlocked.Read(ref _states), _connection.Refused);

    /// <summary>Runs until it is asked to stop; then says OFFLINE.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var clock = new PeriodicTimer(Glance, time);
        var (retry, retryAt) = (FirstRetry, double.NegativeInfinity);
        try
        {
            do
            {
                if (_connection.IsConnected)
                {
                    await Report(stop);
                    continue;
                }
                if (time.Seconds() < retryAt) continue;
                var complaint = await _connection.Connect(stop);
                if (complaint is null)
                {
                    retry = FirstRetry;
                    await Arrived(stop);
                }
                else
                {
                    if (complaint != _complaint) say?.Invoke($"fleet: {broker}: {complaint}");
                    retryAt = time.Seconds() + retry.TotalSeconds;
                    retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry;
                }
                Volatile.Write(ref _complaint, complaint);
            }
            while (await clock.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await _connection.Leave();
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task Arrived(CancellationToken stop)
    {
        Interlocked.Increment(ref _connects);
        say?.Invoke($"fleet: {car.Address} is ONLINE at {broker}");
        _schedule.Forget();
        await _connection.Publish(VdaTopic.Factsheet, car.Factsheet, stop);
        await Report(stop);
    }

    private async Task Report(CancellationToken stop)
    {
        if (car.Report.Version == 0) return;
        // The report is read first: it may be of a turn before the order's change, never after it.
        var (now, report, order, conditions) = (time.Seconds(), car.Report.Get(), car.Desk.Snapshot, car.Conditions());
        if (!report.Knows(order) && conditions.LoopFault is null) return; // just put down: the next turn knows where
        if (car.Desk.FactsheetRequests is var asked && asked != _factsheets)
        {
            _factsheets = asked;
            await _connection.Publish(VdaTopic.Factsheet, car.Factsheet, stop);
        }
        if (_schedule.StateDue(now, order, report, conditions, car.Desk.StateRequests))
        {
            if (await _connection.Publish(VdaTopic.State, StateReport.State(order, report, conditions, car.Map, car.Drive), stop)) Interlocked.Increment(ref _states);
            else _schedule.Forget();
        }
        if (order.PositionInitialized && _schedule.VisualizationDue(now, report))
            await _connection.Publish(VdaTopic.Visualization, StateReport.Visualization(order, report, car.Map, car.Drive.Wheels), stop);
    }
}
