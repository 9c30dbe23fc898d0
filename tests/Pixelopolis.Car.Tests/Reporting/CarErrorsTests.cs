using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Safety;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Tests.Reporting;

public class CarErrorsTests
{
    [Theory]
    [InlineData(HoldReason.FrameStale, CarErrorTypes.CameraLost)]
    [InlineData(HoldReason.StatusStale, CarErrorTypes.BoardLost)]
    [InlineData(HoldReason.ModelOutputBroken, CarErrorTypes.LaneModelBroken)]
    public void What_may_heal_by_itself_is_a_warning_first_and_needs_a_person_only_when_it_lasts(HoldReason hold, string type)
    {
        var error = CarErrors.Of(Held(hold, CarErrors.Grace - 0.1), new CarConditions());
        Assert.Equal((type, ErrorLevel.Warning), (error?.ErrorType, error?.ErrorLevel));
        Assert.Equal(ErrorLevel.Fatal, CarErrors.Of(Held(hold, CarErrors.Grace), new CarConditions())?.ErrorLevel);
    }

    [Theory]
    [InlineData(HoldReason.EmergencyStop)]
    [InlineData(HoldReason.BoardFault)]
    [InlineData(HoldReason.Lost)]
    public void What_needs_a_person_says_so_at_once(HoldReason hold) =>
        Assert.Equal(ErrorLevel.Fatal, CarErrors.Of(Held(hold, 0), new CarConditions())?.ErrorLevel);

    private static DriveReport Held(HoldReason hold, double seconds) =>
        new(seconds, default, default, 0, false, new DriveOutput(default, hold, default, default, 0, false), false, new Pose(0, 0, 0), true, 0, 0);
}
