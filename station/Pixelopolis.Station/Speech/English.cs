namespace Pixelopolis.Station.Speech;

public sealed class English : Words
{
    public override string Tag => "en";
    public override string Name => "English";

    public override string Language => "Language";
    public override string SkipToContent => "Skip to the places";
    public override string WakingTheCity => "Waking the city…";
    public override string MapOfTheCity => "Map of the city";
    public override string WholeCity => "Whole city";
    public override string FollowTheCar => "Follow the car";
    public override string PageNotFound => "There is nothing at this address";
    public override string BackToTheCity => "Back to the city";

    public override string WhereTo => "Where to?";
    public override string WhereToHint => "Pick a place and a little car drives there for you.";
    public override string Destinations => "Places in the city";
    public override string PickAPlace => "Pick a place first";
    public override string GoTo(string place) => $"Go to {place}";
    public override string CarsFree(int free) => free switch { 0 => "All cars are busy", 1 => "1 car is free", _ => $"{free} cars are free" };
    public override string NoPlaces => "No places yet";
    public override string NoPlacesHint => "This city has no destinations. An operator can add some to its map.";

    public override string Car(string serial) => NumberOf(serial) is { } n ? $"Car {n}" : serial;
    public override string Asking => "Asking for a car…";
    public override string LookingForACar => "Looking for a car";
    public override string LookingForACarHint => "The first one that is free is yours.";
    public override string CarIsYours(string car) => $"{car} is yours";
    public override string CarIsYoursHint(string place) => $"It is about to set off to {place}.";
    public override string OnTheWayTo(string place) => $"On the way to {place}";
    public override string OnTheWayHint(string car) => $"You are riding in {car.ToLowerInvariant()}.";
    public override string ArrivesIn => "Arrives in";
    public override string AnyMoment => "Any moment now";
    public override string Between(string from, string to) => $"between {from} and {to}";
    public override string NoEtaYet => "working it out…";
    public override string WaitingForAFreeCar => "Every car is out driving. Yours comes as soon as one is free.";
    public override string WaitingForCar(string car) => $"Waiting for {car.ToLowerInvariant()} to pass";
    public override string WaitingForCarNear(string car, string place) => $"Waiting for {car.ToLowerInvariant()} to pass, near {place}";
    public override string WaitingForOperator => "Paused by an operator. The ride goes on soon.";
    public override string WaitingForConnection(string car) => $"Waiting to hear from {car.ToLowerInvariant()} again";
    public override string ThroughTheCarsEyes => "Through the car’s eyes";
    public override string OpeningTheEyes => "Opening the car’s eyes…";
    public override string EyesClosed => "No picture just now. Trying again…";
    public override string CancelRide => "Cancel ride";
    public override string CancelQuestion => "Cancel this ride?";
    public override string YesCancel => "Yes, cancel";
    public override string KeepRiding => "Keep riding";

    public override string YouHaveArrived => "You have arrived!";
    public override string WelcomeTo(string place) => $"Welcome to {place}";
    public override string RideTook(string duration) => $"Ride time {duration}";
    public override string RideLength(string distance) => $"Distance {distance}";
    public override string AnotherRide => "Take another ride";
    public override string RideCancelled => "Ride cancelled";
    public override string RideCancelledHint => "The car stops at the next safe place. Where would you like to go instead?";
    public override string CancelledByOperator => "An operator ended this ride. Sorry! Please pick a place again.";
    public override string RideEndedEarly => "The ride ended early";
    public override string CarBrokeDown => "Your car needs a helping hand and cannot go on. Sorry! Another one can take you.";
    public override string NoWayThere => "There is no way there at the moment. Please pick another place.";
    public override string NoCarInTime => "No car became free in time. Please try again in a moment.";
    public override string PickAgain => "Pick a place";

    public override string TryAgain => "Try again";
    public override string Dismiss => "Close";
    public override string NoCars => "No car can drive right now";
    public override string NoCarsHint => "They may be charging or asleep. Try again in a moment, or ask the staff to wake one up.";
    public override string CityStopped => "The city is paused";
    public override string CityStoppedHint => "An operator has stopped all cars. Rides go on by themselves once the city runs again.";
    public override string ConnectionLost => "Connection lost";
    public override string ConnectionLostHint => "Trying to reach the city again. Your ride is safe: the car knows its way.";
    public override string UnknownPlace => "That place is gone";
    public override string UnknownPlaceHint => "The city’s map has changed. Please pick again.";
    public override string TooBusy => "That was quick!";
    public override string TooBusyHint => "Please wait a few seconds and try again.";
    public override string NotPaired => "This phone is not paired yet";
    public override string NotPairedHint => "Ask the staff to pair it with the city. It takes one tap.";
    public override string SomethingBroke => "That did not work";
    public override string SomethingBrokeHint => "Please try again. If it keeps happening, ask the staff.";
    public override string CityAsleep => "The city does not answer";
    public override string CityAsleepHint => "Check this phone’s Wi-Fi. We keep trying by ourselves.";

    protected override string Minutes(int minutes) => $"{minutes} min";
    protected override string Seconds(int seconds) => $"{seconds} s";
    protected override string Metres(string metres) => $"{metres} m";
}
