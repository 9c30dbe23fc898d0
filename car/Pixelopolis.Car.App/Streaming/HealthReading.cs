using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.App.Driving;
using Pixelopolis.Car.App.FleetLink;
using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Motor.Serial;

namespace Pixelopolis.Car.App.Streaming;

/// <summary>Reads the car's health from its parts whenever somebody asks.</summary>
public sealed class HealthReading(string serial, IFrameSource camera, IMotorLine motors, DriveLoop loop, OrderDesk desk, ModelFigures model, MapFigures map, TimeProvider time)
{
    private readonly double _started = time.Seconds();
    private readonly FrameRate _rate = new();

    /// <summary>Set once they run.</summary>
    public FleetReporter? Fleet { get; set; }

    public FrameEncoder? Encoder { get; set; }

    /// <summary>Set where the car has a detector.</summary>
    public DetectorReading? Detector { get; set; }

    public string Metrics() => MetricsText.Of(Now(), loop.Memory, loop.FrameToCommand, motors.FrameToWrite, Detector?.FrameToSight);

    public CarHealth Now()
    {
        var (now, report, eye, link) = (time.Seconds(), loop.Report.Get(), camera.Health, motors.Health);
        var fleet = Fleet?.Health ?? default;
        var heard = !double.IsNaN(report.StatusAt) && loop.Report.Version > 0;
        return new CarHealth(
            serial, loop.Fault is not null ? "fault" : report.Standing ? "standing" : "driving", report.Output.Hold.ToString(), StateReport.Words(report.Output.Hold),
            Math.Round(Math.Max(0, now - report.HoldSince), 1), loop.Fault, Math.Round(now - _started, 1), report.Output.Speed, Math.Round(report.Output.At.Score, 3),
            new CameraFigures(camera.Name, eye.Frames, Math.Round(_rate.At(now, eye.Frames), 1), double.IsNaN(report.Lane.CapturedAt) ? -1 : Math.Round(now - report.Lane.CapturedAt, 3),
                eye.Dropped, eye.Connects, eye.Fault?.Message, eye.Note),
            new LatencyFigures(loop.FrameToCommand.Summary, motors.FrameToWrite.Summary),
            new LinkFigures(link.State.ToString(), double.IsFinite(link.StatusAge) ? Math.Round(link.StatusAge, 3) : null, heard ? report.Status.BatteryVolts : null,
                heard ? Math.Round(BatteryCharge.Percent(report.Status.BatteryVolts), 1) : null, link.BoardFaults.ToString(), motors.Complaint),
            new FleetFigures(fleet.Connected, fleet.Connects, fleet.StatesSent, fleet.MailRefused, desk.Snapshot.OrderId, fleet.Complaint),
            model, map, new StreamFigures(Encoder?.Plain.Viewers ?? 0, Encoder?.Overlaid.Viewers ?? 0), loop.ThreadPriority, Detector?.At(now));
    }
}

/// <summary>Frames a second between two looks at least two seconds apart.</summary>
internal sealed class FrameRate
{
    private const double Span = 2;
    private readonly Lock _gate = new();
    private (double At, long Frames) _from = (double.NaN, 0), _to = (double.NaN, 0);

    public double At(double now, long frames)
    {
        lock (_gate)
        {
            if (double.IsNaN(_from.At)) _from = _to = (now, frames);
            if (now - _to.At >= Span) (_from, _to) = (_to, (now, frames));
            return now > _from.At ? (frames - _from.Frames) / (now - _from.At) : 0;
        }
    }
}
