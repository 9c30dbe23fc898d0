using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Station.Desk;

/// <summary>What a car is up to, in an operator's words and colours.</summary>
public static class Activities
{
    public static string Name(CarActivity activity) => activity switch
    {
        CarActivity.Offline => "Offline",
        CarActivity.NotLocalized => "Lost",
        CarActivity.Ready => "Ready",
        CarActivity.Assigned => "About to drive",
        CarActivity.Driving => "Driving",
        CarActivity.Waiting => "Waiting",
        CarActivity.Paused => "Paused",
        CarActivity.Charging => "Charging",
        CarActivity.Manual => "By hand",
        CarActivity.Searching => "Finding its place",
        _ => "Faulty",
    };

    public static string Class(CarActivity activity) => activity switch
    {
        CarActivity.Ready or CarActivity.Driving or CarActivity.Assigned or CarActivity.Charging => "good",
        CarActivity.Waiting or CarActivity.Paused or CarActivity.Manual or CarActivity.Searching => "busy",
        _ => "bad",
    };
}
