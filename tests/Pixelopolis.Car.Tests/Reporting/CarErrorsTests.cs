using Pixelopolis.Car.Orders;
using Pixelopolis.Car.Reporting;
using Pixelopolis.Car.Safety;
using Pixelopolis.City;
using Pixelopolis.City.Geometry;
using Pixelopolis.Fleet.Contracts.Vda5050;

namespace Pixelopolis.Car.Tests.Reporting;

public class CarErrorsTests
{
    [Theory]
    [InlineData(HoldReason.FrameStale, CarErrorTypes.CameraLost)]
    [InlineData(HoldReason.StatusStale, CarErrorTypes.BoardLost)]
    [InlineData(HoldReason.ModelOutputBroken, CarErrorTypes.LaneModelBroken)]
    [InlineData(HoldReason.SightStale, CarErrorTypes.DetectorFailed)]
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

    [Theory]
    [InlineData(HoldReason.Lost)]
    [InlineData(HoldReason.None)]
    public void A_car_that_looks_for_its_place_says_so_while_it_crawls_too_and_needs_a_person_only_when_it_has_not_found_it_for_long(HoldReason hold)
    {
        DriveReport Searching(double seconds) => Held(hold, 0) with { Search = new SearchState([new("e", 0.6, 0, 1)], 0.4, 0, 0, seconds) };
        var error = CarErrors.Of(Searching(CarErrors.SearchGrace - 1), new CarConditions());
        Assert.Equal((CarErrorTypes.LocalizationLost, ErrorLevel.Warning), (error?.ErrorType, error?.ErrorLevel));
        Assert.Equal(ErrorLevel.Fatal, CarErrors.Of(Searching(CarErrors.SearchGrace), new CarConditions())?.ErrorLevel);
    }

    [Fact]
    public void A_detector_that_failed_is_a_warning_beside_whatever_holds_the_car_and_is_told_at_once()
    {
        var (well, failed) = (new CarConditions(), new CarConditions(DetectorFault: "gone"));
        var report = Held(HoldReason.EmergencyStop, 0);
        Assert.Null(CarErrors.Impairment(report, well));
        Assert.Equal((CarErrorTypes.DetectorFailed, ErrorLevel.Warning), (CarErrors.Impairment(report, failed)!.ErrorType, CarErrors.Impairment(report, failed)!.ErrorLevel));
        var (order, map) = (OrderSnapshot.Empty, new CityMap("m", "m", "1", 0.25, [], [], [], [], []));
        Assert.Equal([CarErrorTypes.EmergencyStop, CarErrorTypes.DetectorFailed],
            StateReport.State(order, report, failed, map, new DriveOptions()).Errors.Select(e => e.ErrorType));
        var schedule = new StateSchedule(new ReportIntervals());
        Assert.True(schedule.StateDue(1, order, report, well, 0));
        Assert.False(schedule.StateDue(1.1, order, report, well, 0));
        Assert.True(schedule.StateDue(1.2, order, report, failed, 0));
    }

    [Fact]
    public void A_detector_that_failed_and_holds_the_car_is_one_error_and_not_two()
    {
        var failed = new CarConditions(DetectorFault: "gone");
        var state = StateReport.State(OrderSnapshot.Empty, Held(HoldReason.SightStale, CarErrors.Grace), failed, new CityMap("m", "m", "1", 0.25, [], [], [], [], []), new DriveOptions());
        var error = Assert.Single(state.Errors);
        Assert.Equal((CarErrorTypes.DetectorFailed, ErrorLevel.Fatal), (error.ErrorType, error.ErrorLevel));
        Assert.Contains("gone", error.ErrorDescription, StringComparison.Ordinal);
    }

    private static DriveReport Held(HoldReason hold, double seconds) =>
        new(seconds, default, default, 0, false, new DriveOutput(default, hold, default, default, 0, false), false, new Pose(0, 0, 0), true, 0, 0);
}
