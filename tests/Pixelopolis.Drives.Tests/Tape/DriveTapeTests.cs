using Pixelopolis.Car;
using Pixelopolis.Car.Perception;
using Pixelopolis.Drives.Tape;
using Pixelopolis.Motor.Messages;

namespace Pixelopolis.Drives.Tests.Tape;

public sealed class DriveTapeTests
{
    private static readonly SightReading First = new(3, 0.25, [new Detection(ObjectClass.SpeedLimit20, 0.1f, 0.25f, 1 / 3f, 0.5f, 2 / 3f), new Detection(ObjectClass.Car, 0.75f, 0, 0, 1, 1)]);
    private static readonly SightReading Nothing = new(5, 0.35, []);

    [Fact]
    public void A_sight_is_written_when_it_changes_and_read_back_to_the_last_bit_for_every_step()
    {
        SightReading[] told = [default, First, First, Nothing, Nothing, First];
        var tape = new DriveTape();
        for (var i = 0; i < told.Length; i++) tape.Step(Input(i, told[i]), default);
        Assert.Equal([1, 3, 5], Enumerable.Range(0, told.Length).Where(i => tape.Lines[i].Contains("\"sight\"", StringComparison.Ordinal)));
        Assert.Contains("\"speed_limit_20\"", tape.Lines[1], StringComparison.Ordinal);
        Assert.Equal(told, TapeReplay.Inputs(tape.Lines).Select(i => i.Sight));
    }

    [Fact]
    public void A_tape_from_before_there_were_sights_reads_as_one_that_saw_nothing()
    {
        const string old = """
            {"step":{"now":1.5,"frame":1,"capturedAt":1.44,"steering":[0,0,0,0],"boardTime":7,"leftTicks":1,"rightTicks":2,"leftSpeed":0,"rightSpeed":0,"millivolts":7600,"faults":0,"paused":true,"left":0,"right":0,"hold":"NoOrder","s":0}}
            """;
        var input = Assert.Single(TapeReplay.Inputs([old]));
        Assert.Equal((1.5, default(SightReading), true), (input.Now, input.Sight, input.Paused));
    }

    private static DriveInput Input(int number, SightReading sight) =>
        new(number, new LaneReading((uint)number, number - 0.06, 0, 0, 0, 0, double.NaN), default(BoardStatus), double.NaN, false, sight);
}
