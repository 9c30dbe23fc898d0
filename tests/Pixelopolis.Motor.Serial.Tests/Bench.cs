using System.Collections.Concurrent;
using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Messages;
using Pixelopolis.Motor.Serial.Emulation;

namespace Pixelopolis.Motor.Serial.Tests;

/// <summary>A board, a line with a name that stays, and a car's link on it, for one test.</summary>
internal sealed class Bench : ISerialTap, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixelopolis-motor-").FullName;
    private SerialMotorLink? _link;
    private uint _frame;

    public Bench()
    {
        Plant = new TestPlant(Signal);
        Port = Path.Combine(_folder, "board");
    }

    public Signal Signal { get; } = new();

    public TestPlant Plant { get; }

    public string Port { get; }

    public EmulatedBoard? Board { get; private set; }

    public SerialMotorLink Link => _link ?? throw new InvalidOperationException("no link yet");

    public ConcurrentQueue<LinkNote> Notes { get; } = new();

    /// <summary>Quick to try again, and patient: a busy machine is no silent line.</summary>
    public SerialLinkOptions Options => new()
    {
        Port = Port,
        SilenceLimit = TimeSpan.FromSeconds(20),
        WriteLimit = TimeSpan.FromSeconds(5),
        FirstRetry = TimeSpan.FromMilliseconds(5),
        LongestRetry = TimeSpan.FromMilliseconds(40),
    };

    public Bench WithBoard(BoardOptions? options = null)
    {
        Board = new EmulatedBoard(Plant, TimeProvider.System, Port, options);
        return this;
    }

    public Bench WithLink(SerialLinkOptions? options = null)
    {
        _link = new SerialMotorLink(options ?? Options, TimeProvider.System, Hear, this);
        return this;
    }

    public int Count(LinkNoteKind kind) => Notes.Count(n => n.Kind == kind);

    /// <summary>Commands on fresh frames, one for each thing that happens, until the condition holds.</summary>
    public Task DriveUntil(WheelTargets wheels, Func<bool> condition, string what) => Signal.Until(
        () =>
        {
            Link.Send(wheels, ++_frame, Leds.Headlights);
            return condition();
        },
        what);

    public void Received(ReadOnlySpan<byte> bytes, double now) => Signal.Pulse();

    public void Sent(ReadOnlySpan<byte> bytes, double now) => Signal.Pulse();

    public void Dispose()
    {
        _link?.Dispose();
        Board?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Hear(LinkNote note)
    {
        Notes.Enqueue(note);
        Signal.Pulse();
    }
}
