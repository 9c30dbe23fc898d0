namespace Pixelopolis.Station.Speech;

/// <summary>Everything the station says to a visitor, in one language. A language that lacks a sentence does not compile.</summary>
public abstract class Words
{
    /// <summary>BCP 47, as sent in Accept-Language.</summary>
    public abstract string Tag { get; }

    /// <summary>The language's own name for itself.</summary>
    public abstract string Name { get; }

    public virtual string Direction => "ltr";

    // The page around everything.
    public abstract string Language { get; }
    public abstract string SkipToContent { get; }
    public abstract string WakingTheCity { get; }
    public abstract string MapOfTheCity { get; }
    public abstract string WholeCity { get; }
    public abstract string FollowTheCar { get; }
    public abstract string PageNotFound { get; }
    public abstract string BackToTheCity { get; }

    // Picking.
    public abstract string WhereTo { get; }
    public abstract string WhereToHint { get; }
    public abstract string Destinations { get; }
    public abstract string PickAPlace { get; }
    public abstract string GoTo(string place);
    public abstract string CarsFree(int free);
    public abstract string NoPlaces { get; }
    public abstract string NoPlacesHint { get; }

    // Riding.
    public abstract string Car(string serial);
    public abstract string Asking { get; }
    public abstract string LookingForACar { get; }
    public abstract string LookingForACarHint { get; }
    public abstract string CarIsYours(string car);
    public abstract string CarIsYoursHint(string place);
    public abstract string OnTheWayTo(string place);
    public abstract string OnTheWayHint(string car);
    public abstract string ArrivesIn { get; }
    public abstract string AnyMoment { get; }
    public abstract string Between(string from, string to);
    public abstract string NoEtaYet { get; }
    public abstract string WaitingForAFreeCar { get; }
    public abstract string WaitingForCar(string car);
    public abstract string WaitingForCarNear(string car, string place);
    public abstract string WaitingForOperator { get; }
    public abstract string WaitingForConnection(string car);
    public abstract string ThroughTheCarsEyes { get; }
    public abstract string OpeningTheEyes { get; }
    public abstract string EyesClosed { get; }
    public abstract string CancelRide { get; }
    public abstract string CancelQuestion { get; }
    public abstract string YesCancel { get; }
    public abstract string KeepRiding { get; }

    // The end of a ride.
    public abstract string YouHaveArrived { get; }
    public abstract string WelcomeTo(string place);
    public abstract string RideTook(string duration);
    public abstract string RideLength(string distance);
    public abstract string AnotherRide { get; }
    public abstract string RideCancelled { get; }
    public abstract string RideCancelledHint { get; }
    public abstract string CancelledByOperator { get; }
    public abstract string RideEndedEarly { get; }
    public abstract string CarBrokeDown { get; }
    public abstract string NoWayThere { get; }
    public abstract string NoCarInTime { get; }
    public abstract string PickAgain { get; }

    // When something is in the way.
    public abstract string TryAgain { get; }
    public abstract string Dismiss { get; }
    public abstract string NoCars { get; }
    public abstract string NoCarsHint { get; }
    public abstract string CityStopped { get; }
    public abstract string CityStoppedHint { get; }
    public abstract string ConnectionLost { get; }
    public abstract string ConnectionLostHint { get; }
    public abstract string UnknownPlace { get; }
    public abstract string UnknownPlaceHint { get; }
    public abstract string TooBusy { get; }
    public abstract string TooBusyHint { get; }
    public abstract string NotPaired { get; }
    public abstract string NotPairedHint { get; }
    public abstract string SomethingBroke { get; }
    public abstract string SomethingBrokeHint { get; }
    public abstract string CityAsleep { get; }
    public abstract string CityAsleepHint { get; }

    protected abstract string Minutes(int minutes);
    protected abstract string Seconds(int seconds);
    protected abstract string Metres(string metres);

    /// <summary>"45 s", "1 min 20 s": short units, which no language here inflects.</summary>
    public string Duration(TimeSpan time)
    {
        var seconds = Math.Max(0, (int)Math.Round(time.TotalSeconds));
        return seconds < 60 ? Seconds(seconds)
            : seconds % 60 == 0 ? Minutes(seconds / 60)
            : $"{Minutes(seconds / 60)}{Join}{Seconds(seconds % 60)}";
    }

    public string Distance(double metres) => Metres(metres.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture));

    protected virtual string Join => " ";

    /// <summary>"3" for "car-3", for languages to build "Car 3"; a serial of another kind is a name by itself.</summary>
    protected static string? NumberOf(string serial) =>
        serial.StartsWith("car-", StringComparison.Ordinal) && serial.Length > 4 ? serial[4..] : null;
}
