using System.Diagnostics;
using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.App.Driving;
using Pixelopolis.Sim;
using Pixelopolis.Sim.Rendering;

namespace Pixelopolis.Lab.City;

/// <summary>
/// One car's camera in real time: 20 frames a second, each of the world as it was 60 ms before it is handed over.
/// </summary>
internal sealed class CarCamera : IDisposable
{
    private const double Period = 0.05;
    private const double Delay = 0.06;
    private readonly Func<SceneActor[]> _others;
    private readonly Func<Pixelopolis.City.Geometry.Pose> _pose;
    private readonly CameraRenderer _renderer;
    private readonly FrameSender _sender;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _stop = new(false);
    private readonly ulong _seed;
    private readonly double _phase;

    public CarCamera(CityScene scene, string socket, Func<Pixelopolis.City.Geometry.Pose> pose, Func<SceneActor[]> others, ulong seed, double phase)
    {
        (_pose, _others, _seed, _phase) = (pose, others, seed, phase);
        _renderer = new CameraRenderer(scene, new CameraMount());
        _sender = new FrameSender(socket);
        _thread = new Thread(Run) { Name = "camera", IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _sender.Dispose();
    }

    private static double Now => (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;

    private void Run()
    {
        // A real camera takes its pictures however busy the machine is.
        ThreadPriorities.RaiseThis();
        uint number = 0;
        var next = Math.Ceiling(Now / Period) * Period + _phase;
        (double At, Pixelopolis.City.Geometry.Pose Pose, SceneActor[] Others)? taken = null;
        while (!Wait(next))
        {
            // The light of the last period becomes a frame now: drawn at once, handed over when its delay is over.
            var light = (Now, _pose(), _others());
            if (taken is { } frame && _sender.Connected)
            {
                _renderer.Render(frame.Pose, frame.Others, SimRandom.Derive(_seed, number), _sender.Canvas);
                if (Wait(frame.At + Delay)) return;
                _sender.Send(++number, frame.At);
            }
            taken = light;
            next += Period;
            if (next < Now - Period) next = Math.Ceiling((Now - _phase) / Period) * Period + _phase;
        }
    }

    private bool Wait(double until)
    {
        var left = until - Now;
        return left > 0 ? _stop.Wait(TimeSpan.FromSeconds(left)) : _stop.IsSet;
    }
}
