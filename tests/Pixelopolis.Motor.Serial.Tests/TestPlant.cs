using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Messages;
using Pixelopolis.Motor.Serial.Emulation;

namespace Pixelopolis.Motor.Serial.Tests;

/// <summary>A plant that tells what it was asked and can be waited on.</summary>
internal sealed class TestPlant(Signal signal) : IBoardPlant
{
    private readonly BenchPlant _bench = new();
    private WheelTargets _targets;

    public WheelTargets Targets
    {
        get
        {
            lock (_bench) return _targets;
        }
    }

    public double BatteryVolts
    {
        set => _bench.BatteryVolts = value;
    }

    public Buttons Buttons
    {
        set => _bench.Buttons = value;
    }

    public BoardInputs Step(in WheelTargets targets, double now)
    {
        lock (_bench) _targets = targets;
        signal.Pulse();
        return _bench.Step(targets, now);
    }
}

/// <summary>Conditions are looked at whenever something happened, never by sleeping.</summary>
internal sealed class Signal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Pulse()
    {
        lock (_gate)
        {
            _happened.TrySetResult();
            _happened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task Until(Func<bool> condition, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            Task next;
            lock (_gate) next = _happened.Task;
            if (condition()) return;
            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"waited in vain until {what}");
            }
        }
    }
}
