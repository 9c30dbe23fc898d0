using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Replay.Tests.SerialLine;

/// <summary>
/// Three seconds of a car's life, by the script: what its driver wants, what happens to it and to its line. Two hundred steps a second, no clock.
/// </summary>
internal static class Ride
{
    public const int StepsPerSecond = 200;
    public const int Steps = 3 * StepsPerSecond;
    public const int StepsPerCommand = 10;

    public static readonly BoardOptions Board = new() { BoardName = "golden", BatteryDelay = 0.1 };

    public static double Time(int step) => (double)step / StepsPerSecond;

    /// <summary>Before the car wakes, and while its cable is loose, it says nothing.</summary>
    public static bool CarSpeaks(int step) => Time(step) is (>= 0.1 and < 1.2) or >= 1.6;

    /// <summary>The camera hangs for a while: commands go on with the same picture.</summary>
    public static uint Frame(int step) => (uint)((Time(step) is >= 0.6 and < 0.9 ? 0.6 * StepsPerSecond : step) / StepsPerCommand) + 1;

    public static WheelTargets Wanted(int step) => Time(step) < 1 ? new WheelTargets(8, 7.5) : new WheelTargets(-2, 2);

    /// <summary>Noise on the way to the board: a bit turned over, a tail cut off.</summary>
    public static ReadOnlySpan<byte> OnTheWay(int step, Span<byte> bytes)
    {
        if (Time(step) == 1.0) bytes[3] ^= 0x10;
        return Time(step) == 1.1 ? bytes[..(bytes.Length / 2)] : bytes;
    }

    public static bool BoardRestarts(int step) => Time(step) == 1.9;

    public static double BatteryVolts(int step) => Time(step) is >= 2.1 and < 2.35 ? 6.1 : 7.5;

    public static Buttons Pressed(int step) => Time(step) switch
    {
        >= 2.6 and < 2.65 => Buttons.Emergency,
        >= 2.8 and < 2.85 => Buttons.Resume,
        _ => Buttons.None,
    };
}

/// <summary>A board with wheels that take half of what is missing to their target at each step: exact in any machine's arithmetic.</summary>
internal sealed class RidingBoard
{
    private readonly byte[] _said = new byte[BoardStateMachine.MaxWriteLength];
    private BoardStateMachine _machine = new(Ride.Board);
    private double _started;
    private double _left, _right, _leftTurned, _rightTurned;

    public void Receive(int step, ReadOnlySpan<byte> bytes) => _machine.Receive(bytes, Ride.Time(step) - _started);

    public ReadOnlySpan<byte> Turn(int step)
    {
        if (Ride.BoardRestarts(step))
        {
            _machine = new BoardStateMachine(Ride.Board);
            _started = Ride.Time(step);
        }

        var targets = _machine.Targets;
        _left += (targets.Left - _left) / 2;
        _right += (targets.Right - _right) / 2;
        _leftTurned += _left / Ride.StepsPerSecond;
        _rightTurned += _right / Ride.StepsPerSecond;
        var now = Ride.Time(step) - _started;
        _machine.Step(now, new BoardInputs(
            Ticks(_leftTurned), Ticks(_rightTurned), _left, _right, Ride.BatteryVolts(step), Ride.Pressed(step)));
        return _said.AsSpan(0, _machine.WriteStatus(now, _said));
    }

    private static int Ticks(double turned) => (int)Math.Floor(turned / Motor.Wheels.RadiansPerTick);
}
