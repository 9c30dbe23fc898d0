using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Station.Tests.Fakes;

/// <summary>Cities in the middle of something.</summary>
public static class Scenes
{
    public static FakeCity ThreeCarsParked()
    {
        var city = FakeCity.Default();
        city.Put("car-1", LaneInto(city, "parking-1"), 0.2);
        city.Put("car-2", LaneInto(city, "parking-3"), 0.2, more: c => c with { Battery = 61 });
        city.Put("car-3", LaneInto(city, "parking-4"), 0.2, more: c => c with { Battery = 19 });
        return city;
    }

    /// <summary>One car drives a visitor, one waits for it, one has broken down and shows no picture.</summary>
    public static FakeCity BusyDay()
    {
        var city = ThreeCarsParked();
        var driving = city.Book("station-a", "harbour-market");
        city.Assign(driving.Id, "car-1", BookingState.Driving);
        city.DriveTo(driving.Id, 0.4);
        var waiting = city.Book("station-b", "windmill-hill");
        city.Assign(waiting.Id, "car-2", BookingState.Driving);
        city.DriveTo(waiting.Id, 0.2);
        city.Change(waiting.Id, b => b with { WaitingFor = new(WaitingKind.OtherCar, "car-1") });
        city.Set(city.Car("car-2") with { State = CarActivity.Waiting, Speed = 0, WaitingFor = new(WaitingKind.OtherCar, "car-1") });
        city.Blind.Add("car-3");
        city.Set(city.Car("car-3") with
        {
            State = CarActivity.Faulty, LocalizationScore = 0.31, DeviationRange = 0.14,
            Errors = [new CarError("motorOverload", true, "The left motor draws too much current.", "Lift the car and free its wheel.")],
        });
        return city;
    }

    private static string LaneInto(FakeCity city, string stationId) => city.Map.Into(city.Map.Station(stationId).NodeId)[0].Id;
}
