using Pixelopolis.Motor.Board;
using Pixelopolis.Motor.Frames;
using Pixelopolis.Motor.Host;
using Pixelopolis.Motor.Messages;
using Pixelopolis.Motor.Recording;

namespace Pixelopolis.Replay.Tests.SerialLine;

/// <summary>
/// Every byte between a car and its board in <see cref="Ride"/>, approved by a person: a firmware in the field must still understand them.
/// To approve a change on purpose, record it anew (README.md of this project) and look at the difference.
/// </summary>
public sealed class SerialGoldens
{
    private static readonly Lazy<string[]> Golden = new(Recorded);

    private static string[] Approved => Golden.Value;

    [Fact]
    public void Car_and_board_say_what_was_approved()
    {
        var said = Said();
        if (said.SequenceEqual(Approved)) return;
        var first = Enumerable.Range(0, said.Count).FirstOrDefault(i => i >= Approved.Length || said[i] != Approved[i], said.Count);
        Assert.Fail($"not what was approved from line {first + 1} on (on purpose? {Goldens.CommandFor("serial")}):\n  {(first < Approved.Length ? Approved[first] : "(end)")}\n  {(first < said.Count ? said[first] : "(end)")}");
    }

    [Fact]
    public void The_recorded_bytes_of_the_car_move_a_board_of_today_to_the_recorded_answers()
    {
        var board = new RidingBoard();
        var lines = Approved.Select(Parse).ToLookup(l => (int)Math.Round(l.Time * Ride.StepsPerSecond));
        for (var step = 0; step < Ride.Steps; step++)
        {
            foreach (var line in lines[step].Where(l => l.Direction == Direction.ToBoard)) board.Receive(step, line.Bytes);
            var recorded = lines[step].Where(l => l.Direction == Direction.ToCar).SelectMany(l => l.Bytes);
            Assert.Equal(Convert.ToHexString([.. recorded]), Convert.ToHexString(board.Turn(step)));
        }
    }

    [Fact]
    public void The_recording_holds_what_its_script_is_there_for()
    {
        var faults = BoardFaults.None;
        var refusals = new HashSet<CommandRefusal>();
        var decoder = new FrameDecoder();
        var dump = new SerialDump();
        foreach (var line in Approved.Select(Parse))
        {
            foreach (var _ in dump.Add(line)) { }
            ReadOnlySpan<byte> bytes = line.Direction == Direction.ToCar ? line.Bytes : [];
            while (decoder.Next(ref bytes, out var frame, out _))
            {
                if (frame.Type != FrameType.BoardStatus) continue;
                var status = BoardStatus.Read(frame.Payload);
                faults |= status.Faults;
                refusals.Add(status.Refusal);
            }
        }

        Assert.Equal(
            BoardFaults.LeaseExpired | BoardFaults.LineQuiet | BoardFaults.BatteryLow | BoardFaults.EmergencyStop | BoardFaults.AwaitingHello, faults);
        Assert.Equal([CommandRefusal.None, CommandRefusal.Expired], refusals.Order());
        Assert.Contains("2 missing, 0 repeated; thrown away: 2", dump.Summary().First(), StringComparison.Ordinal);
    }

    private static string[] Recorded()
    {
        var file = Path.Combine(Goldens.Folder, "SerialLine", "approved", "ride.txt");
        if (Goldens.Rerecord("serial")) File.WriteAllLines(file, Said());
        return File.ReadAllLines(file);
    }

    private static List<string> Said()
    {
        var board = new RidingBoard();
        var car = new HostLink();
        var outbox = new byte[HostLink.MaxWriteLength];
        var said = new List<string>();
        for (var step = 0; step < Ride.Steps; step++)
        {
            if (Ride.CarSpeaks(step) && step % Ride.StepsPerCommand == 0)
            {
                var length = car.WriteCommand(Ride.Time(step), Ride.Wanted(step), Ride.Frame(step), Leds.Headlights, outbox);
                var bytes = Ride.OnTheWay(step, outbox.AsSpan(0, length));
                said.Add(SerialLogLine.Format(Ride.Time(step), Direction.ToBoard, bytes));
                board.Receive(step, bytes);
            }

            var answer = board.Turn(step);
            if (answer.IsEmpty) continue;
            said.Add(SerialLogLine.Format(Ride.Time(step), Direction.ToCar, answer));
            car.Receive(answer, Ride.Time(step));
        }
        return said;
    }

    private static SerialLogLine Parse(string text) =>
        SerialLogLine.TryParse(text, out var line, out var fault) ? line : throw new FormatException($"{fault}: {text}");
}
